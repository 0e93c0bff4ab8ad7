import type { insights as en } from '../en/insights.ts';
import type { SerbianTexts } from '../texts.ts';

export const insights: SerbianTexts<typeof en> = {
  title: 'Статистика',
  noAccount: 'Ниједан налог не даје статистику',
  noAccountHint: 'У одељку Налози повежите налог чији је систем даје.',
  range: 'Који дани',
  preset: { week: '7 дана', month: '30 дана', quarter: '90 дана', own: 'Од … до …' },
  from: 'Од',
  to: 'До',
  rangeTrouble: {
    missing: 'Изаберите оба дана.',
    reversed: 'Први дан је после последњег.',
    too_long: 'Највише годину дана.',
  },
  asking: 'Пита се платформа…',
  stale: 'Старији бројеви',
  shownRange: '{{from}} до {{to}}, стање:',
  askAgainIn_one: 'Може се питати за {{count, number}} с',
  askAgainIn_few: 'Може се питати за {{count, number}} с',
  askAgainIn_other: 'Може се питати за {{count, number}} с',
  shownMetric: 'Шта приказују графикони',
  metric: { orders: 'Поруџбине', orderSum: 'Збир поруџбина', clicks: 'Кликови', views: 'Прегледи' },
  metricHint: {
    orders: 'гостију који су поручили',
    orderSum: 'како га даје платформа; валуту не наводи',
    clicks: 'гостију који су притиснули Купи',
    views: 'гостију који су погледали',
  },
  byDay: 'По данима',
  byEvent: 'По догађајима',
  noEvents: 'Тих дана ниједан догађај није имао прегледе ни поруџбине.',
  moreEvents_one: 'Још {{count, number}} догађај',
  moreEvents_few: 'Још {{count, number}} догађаја',
  moreEvents_other: 'Још {{count, number}} догађаја',
  chartByDay: '{{metric}} по данима, {{from}} до {{to}}. Бројеви су у табели.',
  chartByEvent: '{{metric}} по догађајима, {{from}} до {{to}}. Бројеви су у табели.',
};
