import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type EpochMs } from '../../shared/ids.ts';
import type { Platform } from '../platforms/platform.ts';
import { readStatistics } from './statistics.ts';
import { TestLine } from './test-line.fixture.ts';

let it: TestLine;
let asked: number;

beforeEach(() => {
  it = new TestLine();
  asked = 0;
});
afterEach(() => it.remove());

const read = () => {
  const statistics: Platform['statistics'] = async (from, to) => {
    asked += 1;
    const slice = { views: 1, clicks: 2, orders: 3, orderSum: 867.62, uniqueEvents: 1, byDay: [], byEvent: [] };
    return { ...slice, accountId: it.line.account.id, from, to, fetchedAt: as<EpochMs>(it.it.nowMs) };
  };
  return readStatistics({ ...it.line, platform: { ...it.line.platform, statistics } }, '2026-01-01', '2026-01-31');
};

test('the platform is asked once a minute, and what is older says so', async () => {
  const first = await read();
  expect(first).toMatchObject({ stale: false, askAgainAt: it.it.nowMs + 60_000 });
  it.pass(59_000);
  expect(await read()).toMatchObject({ stale: false, askAgainAt: first.askAgainAt });
  expect(asked).toBe(1);
  it.pass(1_000);
  await read();
  expect(asked).toBe(2);
});

test.each([2 * 60_000, 3 * 3_600_000])('a clock that is set back by %i ms does not stop the figures', async (byMs) => {
  await read();
  it.pass(61_000);
  it.setClock(-byMs);
  expect(await read()).toMatchObject({ stale: false, askAgainAt: it.it.nowMs + 60_000 });
  expect(asked).toBe(2);
  it.pass(61_000);
  await read();
  expect(asked).toBe(3);
});
