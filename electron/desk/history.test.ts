import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DatedPlace } from '../../shared/domain/door-zone.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import type { Cache } from '../cache/cache.ts';
import { accountId, anOrder, aRefund, aSale, ofOrder, TestLedger } from '../ledger/test-ledger.ts';
import type { DeskContext } from './context.ts';
import { csvLine, harmless } from './csv.ts';
import { exportHistory, historyDays, historyPage } from './history.ts';
import { historyColumns } from './history-csv.ts';
import { readCsv, unguarded } from './read-csv.fixture.ts';

let it: TestLedger;
/** Events that the cache knows: what tells the door's zone. */
let events: DatedPlace[];
beforeEach(() => {
  it = new TestLedger();
  events = [];
});
afterEach(() => it.remove());

const desk = (): DeskContext => ({
  cache: () => ({ tickets: { dates: () => events } }) as unknown as Cache,
  ledger: it.ledger,
  now: () => as<EpochMs>(it.nowMs),
  clockOffMs: () => 0,
  staffName: () => 'Mila',
});

type Row = Readonly<Record<(typeof historyColumns)[number], string>>;

function rowsOf(file: string): readonly Row[] {
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [head, ...rows] = readCsv(text.slice(1));
  expect(head).toEqual(historyColumns);
  return rows.map((cells) => {
    expect(cells).toHaveLength(historyColumns.length);
    return Object.fromEntries(historyColumns.map((column, n) => [column, cells[n] ?? ''])) as Row;
  });
}

/** Texts as guests, other systems and attackers give them. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.stringMatching(/^[ \t\r\n'"=+\-@,;x＝＠]{0,8}$/),
  fc.constantFrom(
    '=HYPERLINK("http://x","y")',
    '+381 64 123',
    "'=1",
    '@SUM(A1)',
    '-2+3',
    'Ђорђе "Ђока" Живковић',
    'a\r\nb',
  ),
);

describe('cells', () => {
  test('whatever they hold, a strict reader gets it back, and no spreadsheet takes it for a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        const read = readCsv(rows.map((cells) => csvLine(cells.map(harmless))).join(''));
        expect(read.map((cells) => cells.map(unguarded))).toEqual(rows);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r]/u);
      }),
      { numRuns: 500 },
    );
  });

  test('what is harmless stays as it is', () => {
    for (const text of ['', 'Ана', "O'Neil", "d'Artagnan", 'a=b', '3-5', 'x@y.rs']) expect(harmless(text)).toBe(text);
  });
});

describe('an export', () => {
  test('holds every act as it was written down, for any guest', async () => {
    const guests = fc.sample(fc.record({ name: anyText, email: anyText, phone: anyText }), { numRuns: 60, seed: 7 });
    const kept = guests.map((customer) => it.ledger.sales.create(aSale(customer), it.act()));
    const file = join(it.folder, 'all.csv');
    expect(await exportHistory(desk(), {}, file)).toEqual({ path: file, rows: kept.length });
    const rows = rowsOf(file);
    expect(rows.map((row) => [row.guest, row.email, row.phone].map(unguarded))).toEqual(
      kept.reverse().map(({ customer: { name, email, phone } }) => [name, email, phone]),
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('tells how each ended, how often it was sent, money in its currency, and times in the door’s zone', async () => {
    const { ledger } = it;
    const sale = ledger.sales.create(aSale({ name: 'Ђорђе', phone: '+381641234567' }), it.act());
    const ref = { kind: 'sale', id: sale.id } as const;
    ledger.queue.claim(accountId, it.act());
    ledger.queue.move(ref, 'sending', 'unknown', {}, it.act());
    ledger.queue.move(ref, 'unknown', 'reconciling', {}, it.act());
    it.nowMs += 61_000;
    const attempt = { at: it.act().now, outcome: 'reconciled', note: 'AYM-7' } as const;
    ledger.queue.move(ref, 'reconciling', 'confirmed', { order: anOrder('7'), attempt }, it.act());
    ledger.refunds.create(aRefund(ofOrder('o')), it.act('Сања'));
    ledger.refunds.create({ ...aRefund(ofOrder('p')), amount: { minor: 0, currency: 'HUF' } }, it.act());
    ledger.accounts.remove(accountId, it.act().now);
    const file = join(it.folder, 'ends.csv');
    await exportHistory(desk(), {}, file);
    expect(rowsOf(file)).toMatchObject([
      { kind: 'cancel_order', amount: '0', currency: 'HUF', state: 'queued', settled_by: '', times_sent: '0' },
      { kind: 'refund', amount: '10.00', currency: 'EUR', order_number: 'AYM-0579', made_by: 'Сања', account: 'Door' },
      {
        ...{ kind: 'sale', amount: '1735.24', currency: 'RSD', state: 'confirmed', settled_by: 'looking' },
        ...{ time: '2026-01-31T21:00:00+01:00', local_time: '2026-01-31 21:00:00', times_sent: '1', system: 'ticrs' },
        ...{ last_change: '2026-01-31T21:01:01+01:00', order_number: 'AYM-7', phone: "'+381641234567" },
        ...{ items: '2 x Parter', payment_state: 'awaiting_payment', tender: 'link', reference: sale.reference },
        story: '2026-01-31T21:00:00+01:00 sent | 2026-01-31T21:01:01+01:00 reconciled (AYM-7)',
      },
    ]);
  });

  test('holds what the filter lets through, over many slices', async () => {
    for (let n = 0; n < 503; n += 1) it.ledger.sales.create(aSale({ name: n === 300 ? 'Boris' : 'Ana' }), it.act());
    const file = join(it.folder, 'ana.csv');
    expect((await exportHistory(desk(), { search: 'ana', kind: 'sale' }, file)).rows).toBe(502);
    expect(new Set(rowsOf(file).map((row) => row.act_id)).size).toBe(502);
  });

  test('that cannot be written says so, leaves nothing half-written, and what was there stays', async () => {
    it.ledger.sales.create(aSale(), it.act());
    const taken = join(it.folder, 'taken');
    mkdirSync(join(taken, 'full'), { recursive: true });
    await expect(exportHistory(desk(), {}, taken)).rejects.toThrow('file_not_written');
    await expect(exportHistory(desk(), {}, join(it.folder, 'nowhere', 'x.csv'))).rejects.toThrow('file_not_written');
    expect(readdirSync(it.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readdirSync(taken)).toEqual(['full']);
  });
});

test('days are the door’s, both ends included, also in the night when the clocks change', () => {
  const at = (iso: string) => {
    it.nowMs = Date.parse(iso);
    return it.ledger.sales.create(aSale(), it.act()).id;
  };
  const ids = ['2026-03-28T23:30:00Z', '2026-03-29T21:30:00Z', '2026-03-29T22:30:00Z'].map(at);
  const found = (fromDay: string, toDay: string) =>
    historyPage(desk(), { fromDay, toDay }, { offset: 0, limit: 9 }).entries.map((entry) =>
      entry.kind === 'sale' ? entry.sale.id : '',
    );
  expect(historyDays(desk())).toEqual(['2026-03-30', '2026-03-29']);
  expect(found('2026-03-29', '2026-03-29')).toEqual([ids[1], ids[0]]);
  expect(found('2026-03-30', '2026-04-02')).toEqual([ids[2]]);
  expect(found('2026-04-02', '2026-03-01')).toEqual([]);
});

test('at a door elsewhere days and times are those of its own clock', async () => {
  it.nowMs = Date.parse('2026-07-11T02:30:00Z');
  events = [{ dateMs: Date.parse('2026-07-11T00:00:00Z'), tickets: 1, zone: 'America/New_York' }];
  it.ledger.sales.create(aSale(), it.act());
  expect(historyDays(desk())).toEqual(['2026-07-10']);
  const on = (day: string) => historyPage(desk(), { fromDay: day, toDay: day }, { offset: 0, limit: 9 }).total;
  expect([on('2026-07-10'), on('2026-07-11')]).toEqual([1, 0]);
  const file = join(it.folder, 'elsewhere.csv');
  await exportHistory(desk(), {}, file);
  expect(rowsOf(file)).toMatchObject([{ time: '2026-07-10T22:30:00-04:00', local_time: '2026-07-10 22:30:00' }]);
});
