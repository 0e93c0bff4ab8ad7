import type { scan as en } from '../en/scan.ts';
import type { SerbianTexts } from '../texts.ts';

export const scan: SerbianTexts<typeof en> = {
  asking: 'Пита се систем…',
  granted: 'Пролаз',
  denied: 'Одбијено',
  undecided: 'Није одлучено',
  reason: {
    unknown_code: 'Ниједна улазница нема овај код.',
    not_valid: 'Ова улазница не важи.',
    already_inside: 'Неко је већ ушао с овом улазницом.',
    other_event: 'Ова улазница је за друго вече.',
    platform_refused: 'Систем одбија ову улазницу. Можда је скенирана на другим вратима.',
  },
  forEvent: 'Важи за: {{event}}, {{time}}.',
  firstAt: 'Први улазак у {{time}} ({{age}})',
  bySystem: 'Одлучио је систем',
  byLaptop: 'Одлучио је овај лаптоп, по подацима од {{time}}.',
  byLaptopAlone: 'Одлучио је сам овај лаптоп.',
  code: 'Код {{code}}',
  seat: 'Седиште {{seat}}',
  close: 'Било који тастер затвара ово. Следеће скенирање ради одмах.',
  closeButton: 'Затвори',
  late: '{{word}}: {{name}}',
  otherDoors: 'Друга врата то још не знају.',
};
