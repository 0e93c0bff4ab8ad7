import type { insights as en } from '../en/insights.ts';
import type { SerbianTexts } from '../texts.ts';

export const insights: SerbianTexts<typeof en> = {
  title: 'Statistika',
  noAccount: 'Nijedan nalog ne daje statistiku',
  noAccountHint: 'U odeljku Nalozi povežite nalog čiji je sistem daje.',
  range: 'Koji dani',
  preset: { week: '7 dana', month: '30 dana', quarter: '90 dana', own: 'Od … do …' },
  from: 'Od',
  to: 'Do',
  rangeTrouble: {
    missing: 'Izaberite oba dana.',
    reversed: 'Prvi dan je posle poslednjeg.',
    too_long: 'Najviše godinu dana.',
  },
  asking: 'Pita se platforma…',
  stale: 'Stariji brojevi',
  shownRange: '{{from}} do {{to}}, stanje:',
  askAgainIn_one: 'Može se pitati za {{count, number}} s',
  askAgainIn_few: 'Može se pitati za {{count, number}} s',
  askAgainIn_other: 'Može se pitati za {{count, number}} s',
  shownMetric: 'Šta prikazuju grafikoni',
  metric: { orders: 'Porudžbine', orderSum: 'Zbir porudžbina', clicks: 'Klikovi', views: 'Pregledi' },
  metricHint: {
    orders: 'gostiju koji su poručili',
    orderSum: 'kako ga daje platforma; valutu ne navodi',
    clicks: 'gostiju koji su pritisnuli Kupi',
    views: 'gostiju koji su pogledali',
  },
  byDay: 'Po danima',
  byEvent: 'Po događajima',
  noEvents: 'Tih dana nijedan događaj nije imao preglede ni porudžbine.',
  moreEvents_one: 'Još {{count, number}} događaj',
  moreEvents_few: 'Još {{count, number}} događaja',
  moreEvents_other: 'Još {{count, number}} događaja',
  chartByDay: '{{metric}} po danima, {{from}} do {{to}}. Brojevi su u tabeli.',
  chartByEvent: '{{metric}} po događajima, {{from}} do {{to}}. Brojevi su u tabeli.',
};
