import { describe, expect, test } from 'vitest';
import type { Statistics } from '../../../shared/domain/sync.ts';
import { type AccountId, as, type EpochMs } from '../../../shared/ids.ts';
import { daysOf, presetRange, rangeTrouble } from './ranges.ts';
import { dayBars, eventBars, secondsUntil } from './series.ts';

const slice = { views: 1, clicks: 1, orders: 1, orderSum: 0.1 };

function statistics(more: Partial<Statistics> = {}): Statistics {
  return {
    ...slice,
    accountId: as<AccountId>('door'),
    from: '2025-11-01',
    to: '2025-11-03',
    uniqueEvents: 1,
    byDay: [],
    byEvent: [],
    fetchedAt: as<EpochMs>(0),
    stale: false,
    askAgainAt: null,
    ...more,
  };
}

describe('ranges', () => {
  test('a week is seven days with today, across the change of the clocks', () => {
    expect(presetRange('week', '2025-10-28')).toEqual({ from: '2025-10-22', to: '2025-10-28' });
    expect(daysOf(presetRange('week', '2025-10-28'))).toHaveLength(7);
    expect(daysOf(presetRange('quarter', '2025-03-31'))).toHaveLength(90);
  });

  test.each([
    ['2025-11-01', '2025-11-01', null],
    ['2025-11-02', '2025-11-01', 'reversed'],
    ['', '2025-11-01', 'missing'],
    ['2025-13-01', '2025-11-01', 'missing'],
    ['2023-01-01', '2025-11-01', 'too_long'],
  ])('%s to %s: %s', (from, to, trouble) => {
    expect(rangeTrouble({ from, to })).toBe(trouble);
  });
});

describe('bars', () => {
  test('days without anything are bars of nothing', () => {
    const bars = dayBars(statistics({ byDay: [{ ...slice, date: '2025-11-02' }] }));
    expect(bars.map((bar) => bar.orders)).toEqual([0, 1, 0]);
  });

  test('days outside of the range are not lost', () => {
    const bars = dayBars(
      statistics({
        byDay: [
          { ...slice, date: '2025-10-31' },
          { ...slice, date: '2025-11-04' },
        ],
      }),
    );
    expect(bars.map((bar) => bar.key)).toEqual(['2025-10-31', '2025-11-01', '2025-11-02', '2025-11-03', '2025-11-04']);
  });

  test('many events become the strongest and the rest', () => {
    const byEvent = Array.from({ length: 30 }, (_, index) => ({
      ...slice,
      orders: index,
      eventId: `e${index}`,
      eventName: `Event ${index}`,
    }));
    const bars = eventBars(statistics({ byEvent }), 'orders', 10, (count) => `${count} more`);
    expect(bars).toHaveLength(10);
    expect(bars[0]?.label).toBe('Event 29');
    expect(bars.at(-1)).toMatchObject({ label: '21 more', orders: 210, orderSum: 2.1 });
    expect(bars.reduce((sum, bar) => sum + bar.orders, 0)).toBe(435);
  });

  test('the wait is said in whole seconds', () => {
    expect(secondsUntil(null, 0)).toBe(0);
    expect(secondsUntil(40_000, 100)).toBe(40);
    expect(secondsUntil(1, 100)).toBe(0);
  });
});
