import type { scan as en } from '../en/scan.ts';
import type { SerbianTexts } from '../texts.ts';

export const scan: SerbianTexts<typeof en> = {
  asking: 'Pita se sistem…',
  granted: 'Prolaz',
  denied: 'Odbijeno',
  undecided: 'Nije odlučeno',
  reason: {
    unknown_code: 'Nijedna ulaznica nema ovaj kod.',
    not_valid: 'Ova ulaznica ne važi.',
    already_inside: 'Neko je već ušao s ovom ulaznicom.',
    other_event: 'Ova ulaznica je za drugo veče.',
    platform_refused: 'Sistem odbija ovu ulaznicu. Možda je skenirana na drugim vratima.',
  },
  forEvent: 'Važi za: {{event}}, {{time}}.',
  firstAt: 'Prvi ulazak u {{time}} ({{age}})',
  bySystem: 'Odlučio je sistem',
  byLaptop: 'Odlučio je ovaj laptop, po podacima od {{time}}.',
  byLaptopAlone: 'Odlučio je sam ovaj laptop.',
  code: 'Kod {{code}}',
  seat: 'Sedište {{seat}}',
  close: 'Bilo koji taster zatvara ovo. Sledeće skeniranje radi odmah.',
  closeButton: 'Zatvori',
  late: '{{word}}: {{name}}',
  otherDoors: 'Druga vrata to još ne znaju.',
};
