import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/errors.ts';
import { as, type TicketKey } from '../../shared/ids.ts';
import { openEncrypted } from '../store/open.ts';
import { openCache, type Rebuilt } from './open.ts';
import { account, orderLike, pullAll, ticketRow, time } from './test-kit.ts';

let folder: string;
let file: string;
const key = randomBytes(32).toString('hex');
const rebuilds: Rebuilt[] = [];
const open = (withKey = key) =>
  openCache({ file, key: withKey, now: () => 0, onRebuilt: (rebuilt) => rebuilds.push(rebuilt) });
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
  return 'nothing thrown';
};

/** Makes a cache with so many tickets and closes it; `after` spoils it. */
function filled(count: number, after?: () => void): void {
  const { cache } = open();
  pullAll(
    cache,
    Array.from({ length: count }, (_, n) =>
      ticketRow({
        identity: n.toString(16).padStart(8, '0'),
        name: `Dragoslava Mihajlović ${n}`,
        email: `dragoslava${n}@firma.rs`,
      }),
    ),
    { size: 500 },
  );
  cache.close();
  after?.();
}

/** Changes one byte in the middle of the file. */
function flip(part: number): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length * part);
  bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(file, bytes);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-cache-'));
  file = join(folder, 'cache.db');
  rebuilds.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('opening the cache', () => {
  test('makes a new one, and finds what it holds the next time', () => {
    filled(3);
    const { cache, rebuilt } = open();
    expect(rebuilt).toBeNull();
    expect(cache.tickets.count(account)).toBe(3);
    expect(cache.tickets.search('драгослава', {}, { limit: 9, tonight: '' }).hits).toHaveLength(3);
    expect(cache.tickets.events()).toMatchObject([
      { id: 'WPWLVQ', dates: [{ day: '2026-08-30', tickets: 3, admitted: 0 }] },
    ]);
    cache.close();
  });

  test('leaves neither a guest nor the key in any of its files, open or closed', () => {
    const { cache } = open();
    pullAll(cache, [
      ticketRow({ name: 'Dragoslava Mihajlović', email: 'dragoslava@firma.rs', phone: '+381641234567' }),
    ]);
    cache.orders.upsertOrders([orderLike({ contact: { name: 'Živadin', email: 'z@firma.rs', phone: '' } })]);
    cache.facts.set(account, 'tickets.completeAt', '12345');
    const look = (): string =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name)).toString('latin1'))
        .join('\n')
        .toLowerCase();
    const whileOpen = look();
    cache.close();
    const bytes = whileOpen + look();
    expect(bytes.length).toBeGreaterThan(50_000);
    const raw = Buffer.from(key, 'hex').toString('latin1').toLowerCase();
    for (const secret of [
      'dragoslava',
      'mihajlov',
      'firma.rs',
      '381641234567',
      'aym-0579',
      'create table',
      'completeat',
      key,
      raw,
    ]) {
      expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
    }
  });

  test.each([
    ['a wrong key', () => filled(3), randomBytes(32).toString('hex')],
    ['random bytes', () => writeFileSync(file, randomBytes(50_000)), key],
    ['a text', () => writeFileSync(file, 'this is no database'), key],
    [
      'a plain database',
      () => writeFileSync(file, Buffer.concat([Buffer.from('SQLite format 3\0'), randomBytes(4080)])),
      key,
    ],
    ['a file cut off', () => filled(400, () => truncateSync(file, 40_000)), key],
    ['a changed byte', () => filled(400, () => flip(0.6)), key],
    ['a changed first page', () => filled(3, () => flip(0.001)), key],
  ])('moves %s aside, keeps it, and begins anew', (_what, prepare, withKey) => {
    prepare();
    const before = readFileSync(file);
    const { cache, rebuilt } = open(withKey);
    expect(rebuilt?.reason).toBeTruthy();
    expect(readFileSync(rebuilt?.movedTo ?? '')).toEqual(before);
    expect(cache.tickets.count(account)).toBe(0);
    expect(pullAll(cache, [ticketRow()])).toMatchObject({ settled: true });
    cache.close();
    const again = open(withKey);
    expect(again.rebuilt).toBeNull();
    expect(again.cache.tickets.count(account)).toBe(1);
    again.cache.close();
  });

  test('refuses the file of a newer program and leaves it untouched', () => {
    filled(2);
    const db = openEncrypted({ file, key, synchronous: 'NORMAL' });
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(file);
    expect(codeOf(open)).toBe('store_newer');
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('damage met in use', () => {
  /** A file too large to be checked whole at start, damaged near its end. */
  function damaged(): void {
    const { cache } = open();
    const note = 'x'.repeat(1_000_000);
    for (let n = 0; n < 9; n += 1) cache.facts.set(account, `padding ${n}`, note);
    pullAll(
      cache,
      Array.from({ length: 500 }, (_, n) =>
        ticketRow({ identity: n.toString(16).padStart(8, '0'), name: `Guest ${n}` }),
      ),
    );
    cache.close();
    const bytes = readFileSync(file);
    for (let at = 4096 * 100 + 50; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
  }

  test('is told as cache_damaged, and the cache works again at once, empty', () => {
    damaged();
    const { cache, rebuilt } = open();
    expect(rebuilt).toBeNull();
    const { tickets } = cache;
    expect(codeOf(() => cache.facts.get(account, 'padding 7'))).toBe('cache_damaged');
    expect(rebuilds).toHaveLength(1);
    expect(existsSync(rebuilds[0]?.movedTo ?? '')).toBe(true);
    expect(cache.facts.get(account, 'padding 7')).toBeNull();
    expect(pullAll({ ...cache, tickets }, [ticketRow()])).toMatchObject({ settled: true });
    expect(cache.tickets.get(account, as<TicketKey>('aa:0'))).not.toBeNull();
    cache.close();
  });

  test('is found by the check in the background before anybody meets it', async () => {
    damaged();
    const { cache, check } = open();
    const found = await check();
    expect(found?.reason).toBeTruthy();
    expect(rebuilds).toEqual([found]);
    expect(cache.tickets.count(account)).toBe(0);
    expect(await check()).toBeNull();
    cache.close();
  });

  test('is not seen where there is none, also while the cache is written', async () => {
    filled(2000);
    const { cache, check } = open();
    const checking = check();
    cache.tickets.beginPass(account, null, null, time(0));
    expect(await checking).toBeNull();
    await expect(check(AbortSignal.abort())).rejects.toThrow();
    cache.close();
  });
});
