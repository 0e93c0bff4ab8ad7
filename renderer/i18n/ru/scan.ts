import type { scan as en } from '../en/scan.ts';
import type { RussianTexts } from '../texts.ts';

export const scan: RussianTexts<typeof en> = {
  asking: 'Спрашиваем систему…',
  granted: 'Проход',
  denied: 'Отказ',
  undecided: 'Не решено',
  reason: {
    unknown_code: 'Ни у одного билета нет такого кода.',
    not_valid: 'Этот билет недействителен.',
    already_inside: 'По этому билету уже вошли.',
    other_event: 'Этот билет на другой вечер.',
    platform_refused: 'Система отклоняет этот билет. Возможно, его сканировали у другой двери.',
  },
  forEvent: 'Он на: {{event}}, {{time}}.',
  firstAt: 'Первый вход в {{time}} ({{age}})',
  bySystem: 'Решила система',
  byLaptop: 'Решил этот ноутбук по данным на {{time}}.',
  byLaptopAlone: 'Решил один этот ноутбук.',
  code: 'Код {{code}}',
  seat: 'Место {{seat}}',
  close: 'Любая клавиша закроет это. Следующее сканирование сработает сразу.',
  closeButton: 'Закрыть',
  late: '{{word}}: {{name}}',
  otherDoors: 'Другие двери об этом ещё не знают.',
};
