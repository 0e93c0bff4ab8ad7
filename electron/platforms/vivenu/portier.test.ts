import { afterEach, beforeEach, expect, test } from 'vitest';
import { as, type EventId } from '../../../shared/ids.ts';
import { portierAddress } from './portier.ts';
import { accountAt, httpError, openWire, type Wire } from './wire.fixture.ts';

const ask = { priority: 'signals' } as const;
const event = as<EventId>('e1');
const credential = { kind: 'apiKey', key: 'key_1', scanToken: 'acc_1' } as const;

let wire: Wire;
beforeEach(async () => {
  wire = await openWire();
  wire.answer('GET /api/accessusers', { json: [{ _id: 'd1', name: 'Balcony' }] });
  wire.answer('GET /api/events', { json: { rows: [], total: 0 } });
  wire.answer('GET /api/events/e1', {
    json: {
      ...{ _id: 'e1', name: 'Abend', start: '2026-01-31T19:00:00.000Z', end: '2026-01-31T23:00:00.000Z' },
      tickets: [
        { _id: 'once', name: 'Parkett', price: 10 },
        { _id: 'often', name: 'Pass', price: 30, scanSettings: { allowedScanCount: 3 } },
      ],
    },
  });
});
afterEach(() => wire.close());

const row = (more: object = {}) => ({
  ...{ _id: 's', barcode: '1234567890', ticketTypeId: 'once', type: 'checkin', scanResult: 'approved' },
  ...{ time: '2026-01-31T19:05:00.250Z', deviceId: 'd1', ...more },
});
const scans = () => accountAt(wire, credential).scansOf(event, ask);

test('what the doors let in and out is read as the account, not as an access user; what they refused is left out', async () => {
  const docs = [
    row(),
    row({ _id: 'd', scanResult: 'declined' }),
    row({ _id: 't', type: 'checkout', deviceId: 'unnamed' }),
    row({ _id: 'u', ticketTypeId: 'often', deviceId: null }),
    { barcode: 'cannot be read' },
  ];
  wire.answer('GET /portier/api/scans', { json: { docs, total: docs.length } });
  const at = Date.parse('2026-01-31T19:05:00.250Z');
  expect(await scans()).toEqual([
    { barcode: '1234567890', at, way: 'in', door: 'Balcony', admits: 1 },
    { barcode: '1234567890', at, way: 'out', door: 'unnamed', admits: 1 },
    { barcode: '1234567890', at, way: 'in', door: null, admits: 3 },
  ]);
  const asked = wire.arrived.find(({ route }) => route === 'GET /portier/api/scans');
  expect(asked?.headers['authorization']).toBe('Bearer key_1');
  expect(asked?.headers['token']).toBeUndefined();
  expect(asked?.query).toEqual({ eventId: 'e1', top: '1000', skip: '0' });
});

test('a service that gives fewer at a time than it was asked for is read to its end', async () => {
  const page = (count: number, from: number) => ({
    json: { docs: Array.from({ length: count }, (_, n) => row({ _id: `s${from + n}` })), total: 250 },
  });
  wire.answer('GET /portier/api/scans', page(100, 0), page(100, 100), page(50, 200));
  expect(await scans()).toHaveLength(250);
  const skips = wire.arrived.filter(({ route }) => route.endsWith('/scans')).map(({ query }) => query['skip']);
  expect(skips).toEqual(['0', '100', '200']);
});

test('a scan that moved onto the next page while the list was read is one scan', async () => {
  const pages = [
    ['c', 'b'],
    ['b', 'a'],
  ].map((ids) => ({
    json: { docs: ids.map((_id) => row({ _id })), total: 4 },
  }));
  wire.answer('GET /portier/api/scans', ...pages);
  expect(await scans()).toHaveLength(3);
});

test('what a door told later is told from what the system booked itself', async () => {
  const times = ['2026-01-31T19:05:00.300Z', '2026-01-31T19:05:02.000Z', null];
  const docs = times.map((createdAt, n) => row({ _id: `s${n}`, createdAt }));
  wire.answer('GET /portier/api/scans', { json: { docs, total: docs.length } });
  expect((await scans()).map(({ toldLater }) => toldLater)).toEqual([false, true, undefined]);
});

test('scans of this account’s own token are told from other doors’, and from devices that are neither', async () => {
  wire.answer('GET /api/accessusers', { json: [{ _id: 'd1', name: 'Balcony' }, { _id: 'd2' }] });
  wire.answer('GET /api/accessusers/me', httpError(500, 'no'), { json: { _id: 'd2' } });
  const docs = ['d1', 'd2', 'tablet', null].map((deviceId, n) => row({ _id: `s${n}`, deviceId }));
  wire.answer('GET /portier/api/scans', { json: { docs, total: docs.length } });
  const own = accountAt(wire, credential);
  const asked = async () => (await own.scansOf(event, ask)).map((scan) => scan.own);
  expect(await asked()).toEqual([undefined, undefined, undefined, undefined]);
  expect(await asked()).toEqual([false, true, undefined, undefined]);
});

test('a key that may not read scans is not a dead key, and doors without names are doors all the same', async () => {
  wire.answer('GET /portier/api/scans', httpError(401, 'Unauthorized'));
  await expect(scans()).rejects.toMatchObject({ problem: { code: 'forbidden' } });
  wire.answer('GET /portier/api/scans', { json: { docs: [row()], total: 1 } });
  wire.answer('GET /api/accessusers', httpError(403, 'Forbidden'));
  expect(await scans()).toMatchObject([{ door: 'd1' }]);
});

test('without a scanning token nothing is scanned, so nothing is compared', async () => {
  await expect(accountAt(wire).scansOf(event, ask)).rejects.toMatchObject({ problem: { code: 'capability_missing' } });
  expect(wire.arrived).toEqual([]);
});

test.each([
  [undefined, 'https://vivenu.com', 'https://portier.vivenu.com', '/api'],
  ['  ', 'https://vivenu.dev', 'https://portier.vivenu.dev', '/api'],
  [undefined, 'https://www.vivenu.com', 'https://portier.vivenu.com', '/api'],
  [undefined, 'http://127.0.0.1:4302', 'http://127.0.0.1:4302', '/portier/api'],
  [undefined, 'https://vivenu.com.example.test', 'https://vivenu.com.example.test', '/portier/api'],
  ['https://doors.example.test/api/', 'https://vivenu.com', 'https://doors.example.test', '/api'],
  ['https://doors.example.test', 'https://vivenu.com', 'https://doors.example.test', ''],
])('the scan service of setting %j at %s is %s%s', (setting, origin, host, path) => {
  expect(portierAddress(setting, origin)).toEqual({ origin: host, path });
});

test.each([
  ['not an address', 'invalid_input'],
  ['https://doors.example.test/api?x=1', 'invalid_input'],
  ['https://doors.example.test/{id}', 'invalid_input'],
  ['http://doors.example.test/api', 'insecure_url'],
])('the scan service cannot be at %s', (setting, code) => {
  const address = () => portierAddress(setting, 'https://vivenu.com');
  expect(address).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) }));
  expect(address).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ fields: { 'settings.portierUrl': [expect.any(String)] } }),
    }),
  );
});
