import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problem } from '../shared/errors.ts';
import { openLog } from './log.ts';
import { redactText, redactValue } from './redact.ts';
import { Secret } from './secret.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Text that may stand around something; without letters or digits right beside it, which would make it another word. */
const around = fc.tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '"', ': ', '(', '=', '\n', '{"a":"'));
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const phone = fc
  .tuple(
    fc.constantFrom('+', '00', '+(', ''),
    digits(3, 3),
    fc.constantFrom('', ' ', '-', '/', ') ', '\u00a0', '.'),
    digits(3, 4),
    fc.constantFrom('', ' ', '-', ' - '),
    digits(3, 5),
  )
  .map((parts) => parts.join(''));
const keyText = fc.string({ unit: fc.constantFrom(...'abcdefXYZ0123456789_-.|'), minLength: 12, maxLength: 80 });

// Rare shapes matter here, and each case is cheap.
fc.configureGlobal({ numRuns: 2000 });

describe('what a log line must never hold', () => {
  test('no e-mail survives', () => {
    fc.assert(
      fc.property(fc.emailAddress(), around, around, fc.boolean(), (email, [a, b], [c, d], encoded) => {
        const shown = encoded ? encodeURIComponent(email) : email;
        const clean = redactText(a + b + shown + d + c);
        expect(clean.includes(shown)).toBe(false);
        expect(redactText(b + shown).includes(shown.slice(shown.search(/@|%40/)))).toBe(false);
      }),
    );
  });

  test('no phone number survives, however it is written', () => {
    fc.assert(
      fc.property(phone, around, around, (number, [a, b], [c, d]) => {
        expect(redactText(a + b + number + d + c).includes(number)).toBe(false);
        expect(redactText(`called ${number}.`)).not.toMatch(/\d{3}/);
      }),
    );
  });

  test('no key survives where keys stand', () => {
    const places: readonly ((key: string) => string)[] = [
      (key) => `Bearer ${key}`,
      (key) => `authorization: bearer ${key}`,
      (key) => `X-Api-Key: ${key}`,
      (key) => `{"x-api-key":"${key}"}`,
      (key) => `GET /x?api_key=${key}&page=2`,
      (key) => `apiKey='${key}'`,
      (key) => `"password":"${key}"`,
      (key) => `access_token=${key}`,
      (key) => `key_${key}`,
    ];
    fc.assert(
      fc.property(keyText, fc.constantFrom(...places), around, (key, place, [a, b]) => {
        expect(redactText(`${a}${b}${place(key)} and more`).includes(key)).toBe(false);
      }),
    );
  });

  test('no known secret survives anywhere, in any value', () => {
    fc.assert(
      fc.property(keyText, fc.json(), (key, other) => {
        const facts = {
          a: [`x${key}y`, { b: new Error(`failed with ${key}`, { cause: `because ${key}` }) }],
          other,
          [key]: 1,
        };
        expect(JSON.stringify(redactValue(facts, [new Secret(key)])).includes(key)).toBe(false);
      }),
    );
  });

  test('a Secret, and fields that hold people, are hidden by what they are', () => {
    const clean = JSON.stringify(
      redactValue({
        it: new Secret('open sesame'),
        customer: { name: 'Ana' },
        phone: '064',
        email: 'x',
        deep: { holder: 'Ana' },
        bytes: Buffer.from('Ana'),
      }),
    );
    expect(clean).not.toMatch(/open|Ana|064|"x"/);
  });

  test('ids, dates, counts and endpoints stay readable', () => {
    for (const text of [
      'sale 0192f3a1-7c3b-7abc-8def-012345678901 confirmed',
      'account 00000000-0000-7000-8000-000000000000',
      'GET /api/organizer/v1/tickets?page=12 answered 429',
      'stale since 2026-01-31',
      'http://127.0.0.1:4301/api',
      'order AYM-0579, version 12.0.1',
      'SQLITE_FULL: database or disk is full',
    ]) {
      expect(redactText(text)).toBe(text);
    }
    expect(redactValue({ rows: 1_000_000, at: 1_767_225_600_000 })).toEqual({ rows: 1_000_000, at: 1_767_225_600_000 });
  });

  test('a search for a guest is not told', () => {
    expect(redactText('GET /api/payment/v1/orders?search=Petrovi%C4%87&page=1')).toBe(
      'GET /api/payment/v1/orders?search=[hidden]&page=1',
    );
  });

  test('a very long text is cut, in little time, and not through a key', () => {
    const started = performance.now();
    const clean = redactText(`${'ab.'.repeat(1320)} Bearer ${'k'.repeat(500)}${'x.'.repeat(500_000)}`);
    expect(clean.length).toBeLessThan(4100);
    expect(clean).not.toContain('kk');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('values that cannot be told do not break it', () => {
    const loop: { readonly rest: unknown; self?: unknown } = { rest: [10n, () => 1, undefined] };
    loop.self = loop;
    expect(() => JSON.stringify(redactValue(loop))).not.toThrow();
  });
});

describe('the log', () => {
  const lines = (name = 'willcall.log') =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly message: string });

  test('a folder that cannot be made stops nobody', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    const told: string[] = [];
    openLog({ folder: join(folder, 'logs'), also: (line) => told.push(line) }).info('the start');
    expect(told).toHaveLength(1);
  });

  test('writes one JSON object a line, from its level up', () => {
    const log = openLog({ folder, now: () => 0 });
    log.debug('no');
    log.info('pull finished', { rows: 3 });
    log.error('call failed', {
      cause: problem('timeout', 'no answer to ana@example.com', { cause: new Error('deep') }),
    });
    const [first, second] = lines();
    expect(first).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'pull finished',
      facts: { rows: 3 },
    });
    expect(JSON.stringify(second)).toContain('deep');
    expect(JSON.stringify(second)).toContain('log.test.ts');
    expect(JSON.stringify(second)).not.toContain('ana@');
  });

  test('keeps within its size and its number of files, over restarts too', () => {
    for (let n = 0; n < 300; n += 1) openLog({ folder, maxBytes: 2000, keep: 2 }).info(`line ${n}`);
    expect(readdirSync(folder).sort()).toEqual(['willcall.1.log', 'willcall.2.log', 'willcall.log']);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name)).length).toBeLessThanOrEqual(2000);
    }
    expect(lines().at(-1)?.message).toBe('line 299');
  });

  test('hides a registered key, and mirrors only what is redacted', () => {
    const mirror: string[] = [];
    const log = openLog({ folder, also: (line) => mirror.push(line) });
    log.hide(new Secret('p4ss word'));
    log.warn('sent p4ss word');
    expect(mirror.join() + readFileSync(join(folder, 'willcall.log'), 'utf8')).not.toContain('p4ss');
  });

  test('never throws; tells later how many lines were lost', () => {
    const log = openLog({ folder });
    rmSync(folder, { recursive: true });
    log.info('one');
    log.info('two');
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    log.info('three');
    expect(lines()[0]).toMatchObject({ message: 'three', linesLost: 2 });
  });
});
