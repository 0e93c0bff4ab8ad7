import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { HELP, readOptions } from '../options.ts';
import { startSandbox } from '../server.ts';
import { OZORA_PATHS, pathsWith } from './paths.ts';
import { STATUSES } from './rows.ts';
import { NOW, ozoraForTests } from './test-client.ts';

const client = ozoraForTests();
const folder = mkdtempSync(join(tmpdir(), 'ozora-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly id: number;
  readonly created_at: string;
  readonly id_ticket: number | null;
  readonly currency: string;
  readonly debit: number;
  readonly status: string;
  readonly payment_mode: string;
  readonly document_no: string | null;
  readonly document_type: string | null;
}
const books = async () => (await client.control('GET', '/ozora/books?per_page=1000')).body;

test("the document's samples stand in the data, byte for byte", async () => {
  const sample =
    '{"transactions":[{"id":1234,"created_at":"2026-04-10 14:30:00","id_ticket":42,"id_account":32216,"product_kind":"ticket",' +
    '"currency":"HUF","debit":15000,"payment_mode":"simplepay","status":"finished","document_type":"invoice","document_no":"INV-2026-00123"}]}';
  expect((await client.post(OZORA_PATHS.transactions, { ticket_id: 42 })).text).toBe(sample);
  expect((await client.post(OZORA_PATHS.search, { search_term: 1234 })).text).toBe(sample);
  expect((await client.post(OZORA_PATHS.search, { search_term: 1 })).text).toBe('{"transactions":[]}');
  expect((await client.post(OZORA_PATHS.search, { search_term: '1234' })).status).toBe(400);
  const { ticket_ids: ids } = (await client.post(OZORA_PATHS.ticketIds, undefined, await client.token('service'))).body;
  expect(ids.slice(0, 2)).toEqual([42, 31090]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every state, both currencies, both providers, tickets in every status, transactions of no ticket', async () => {
  const { data, by_status, total } = await books();
  const rows = data as Row[];
  expect(rows).toHaveLength(total);
  expect(Object.keys(by_status).sort()).toEqual([...STATUSES].sort());
  expect(new Set(rows.map((row) => `${row.currency} ${row.payment_mode}`)).size).toBe(4);
  expect(rows.some((row) => row.id_ticket === null)).toBe(true);
  for (const row of rows) if (row.currency === 'HUF') expect(Number.isInteger(row.debit)).toBe(true);
  expect(rows.some((row) => !Number.isInteger(row.debit))).toBe(true);
  const tickets = (await client.control('GET', '/ozora/tickets?per_page=1000')).body.data;
  expect(tickets.length).toBeGreaterThan(300);
  const count = (status: string) => tickets.filter((row: { status: string }) => row.status === status).length;
  expect(count('registered')).toBeGreaterThan(150);
  expect(count('transferred')).toBeGreaterThan(20);
  const transferred = tickets.find((row: { status: string }) => row.status === 'transferred');
  expect(transferred.metas.map((meta: { keyword: string }) => meta.keyword)).toEqual([
    'transfer_price_huf',
    'transfer_price_eur',
  ]);
});

test('ids follow time, invoices are given once and only for money that came', async () => {
  const rows = (await books()).data as Row[];
  const times = rows.map((row) => row.created_at);
  expect(times).toEqual(times.toSorted().toReversed());
  const invoices = rows.map((row) => row.document_no).filter((one) => one !== null);
  expect(new Set(invoices).size).toBe(invoices.length);
  for (const row of rows) {
    const paid = row.status === 'finished' || row.status === 'refunded';
    expect([row.document_no !== null, row.document_type]).toEqual([paid, paid ? 'invoice' : null]);
    if (row.document_no !== null) expect(row.document_no).toMatch(/^INV-20\d\d-\d{5}$/);
  }
});

test('the same seed gives the same data; another gives other; reset starts anew', async () => {
  const strip = ({ data }: { data: object[] }) => JSON.stringify(data).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '');
  const before = strip(await books());
  await client.start('FULL-FEE-HUF-SIMPLE');
  expect(strip(await books())).not.toBe(before);
  await client.control('POST', '/reset', { seed: 1 });
  expect(strip(await books())).toBe(before);
  await client.control('POST', '/reset', { seed: 2 });
  const other = await books();
  expect(strip(other)).not.toBe(before);
  await client.control('POST', '/reset', { seed: 1 });
  expect(other.data.find((row: Row) => row.id === 1234)).toMatchObject({
    id_ticket: 42,
    document_no: 'INV-2026-00123',
  });
});

test('created_at is Budapest time: winter, summer, and the hour that comes twice', async () => {
  for (const [now, shown] of [
    ['2026-12-31T23:30:00Z', '2027-01-01 00:30:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25 02:30:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25 02:30:00'],
  ] as const) {
    await client.control('POST', '/clock', { now });
    const { id } = await client.start('FULL-FEE-HUF-SIMPLE');
    await client.move(id, 'ipn');
    const row = (await client.control('GET', '/ozora/books?per_page=1')).body.data[0];
    expect([row.created_at, row.document_no.slice(0, 9)]).toEqual([shown, `INV-${shown.slice(0, 4)}-`]);
  }
  await client.control('POST', '/clock', { now: NOW });
});

test('a file is used again; paths can be others', async () => {
  const paths = pathsWith({ start: '/pay/now' });
  const options = {
    ...{ tickets: 200, now: NOW, frozen: true, db: join(folder, 'x.sqlite'), ozoraPaths: { start: paths.start } },
    ozora: { autoIpnMs: 0, autoWebhookMs: 0 },
  };
  const begin = async (path: string) => {
    const sandbox = await startSandbox(options);
    const body = JSON.stringify({ ticket_id: 31_090, code: 'FULL-FEE-HUF-SIMPLE' });
    const reply = await fetch(`${sandbox.ozora}${path}`, { method: 'POST', body });
    const id = ((await reply.json()) as { transaction_id?: number }).transaction_id;
    await sandbox.close();
    return id;
  };
  const first = await begin(paths.start);
  expect(await begin(OZORA_PATHS.start)).toBeUndefined();
  expect(await begin(paths.start)).toBe((first ?? 0) + 1);
  expect(() => pathsWith({ begin: '/x' })).toThrow('no O.Z.O.R.A. operation is called begin');
  expect(() => pathsWith({ start: 'x' })).toThrow('must begin with /');
});

test('flags: the port stands two above tic.rs, or is free, or is said; the tokens of --help hold', async () => {
  expect(readOptions([])).toMatchObject({ ozoraPort: 4303, ozoraPaths: {} });
  expect(readOptions(['--port', '0'])).toMatchObject({ ozoraPort: 0 });
  expect(readOptions('--port 5000 --ozora-port 6000 --ozora-path start=/x'.split(' '))).toMatchObject({
    ozoraPort: 6000,
    ozoraPaths: { start: '/x' },
  });
  expect(() => readOptions(['--ozora-path', 'start'])).toThrow('--ozora-path must be NAME=/path');
  const [user = '', service = ''] = HELP.match(/eyJ\S+/g) ?? [];
  expect((await client.post(OZORA_PATHS.transactions, { ticket_id: 42 }, user)).status).toBe(200);
  expect((await client.post(OZORA_PATHS.ticketIds, undefined, service)).status).toBe(200);
});
