import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScanOutcome } from '../../shared/domain/scans.ts';
import type { LookupHit } from '../../shared/domain/tickets.ts';
import { afterKey, type Burst, isScan, noBurst } from './burst.ts';
import { codeToScan } from './scan-rule.ts';
import type { Scan } from './scans.ts';
import { verdictKey, verdictOf } from './verdict-view.ts';

const typed = (text: string, gapMs: number, from: Burst = noBurst): Burst =>
  [...text].reduce((burst, key) => afterKey(burst, key, burst.lastAt + gapMs), from);

describe('who typed', () => {
  test('a scanner, whatever code it reads', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{0,20}\d[!-~]{5,40}$/), fc.integer({ min: 0, max: 80 }), (text, gap) => {
        const burst = afterKey(typed(text, gap, { ...noBurst, lastAt: 5_000 }), 'Enter', 9_000);
        expect(isScan(burst, text)).toBe(true);
      }),
    );
  });

  test('a person, however quick', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 40 }),
        fc.integer({ min: 90, max: 900 }),
        (text, gap) => {
          expect(isScan(typed(text, gap), text)).toBe(false);
        },
      ),
    );
  });

  test('shift does not end a burst, other keys do, and a short one is none', () => {
    const half = typed('ABC', 10);
    expect(isScan(typed('123', 10, afterKey(half, 'Shift', half.lastAt)), 'ABC123')).toBe(true);
    expect(isScan(typed('123', 10, afterKey(half, 'Backspace', half.lastAt)), 'ABC123')).toBe(false);
    expect(isScan(typed('12345', 10), '12345')).toBe(false);
  });

  test('a name is no code, however quickly it comes', () => {
    expect(isScan(typed('Aleksandar', 5), 'Aleksandar')).toBe(false);
    expect(isScan(typed('Ana 2025x', 5), 'Ana 2025x')).toBe(false);
  });

  test('a scan into a box where something stood already is not that code', () => {
    expect(isScan(typed('12345678', 10), 'ana 12345678')).toBe(false);
  });
});

const hit = (barcode: string | null): LookupHit =>
  ({ kind: 'ticket', ticket: { entry: barcode === null ? null : { barcode } } }) as unknown as LookupHit;

describe('what Enter means in Lookup', () => {
  const base = { query: 'code1234', hits: [], chosen: 0, scanned: false, readsCodes: true };
  test.each([
    ['a ticket has exactly this code', { hits: [hit(null), hit('code1234')] }, 'code1234'],
    ['blanks around it', { query: ' code1234 ', hits: [hit('code1234')] }, 'code1234'],
    ['only a part of a code', { hits: [hit('code12345')] }, null],
    ['a row was chosen by arrows', { hits: [hit('x'), hit('code1234')], chosen: 1 }, null],
    ['scanned, no hit', { scanned: true }, 'code1234'],
    ['scanned, no hit, no system reads codes', { scanned: true, readsCodes: false }, null],
    ['scanned, but an order has this number', { scanned: true, hits: [hit(null)] }, null],
    ['typed by hand, no hit', {}, null],
    ['nothing', { query: ' ', scanned: true }, null],
  ])('%s', (_name, change, code) => {
    expect(codeToScan({ ...base, ...change })).toBe(code);
  });
});

describe('the verdict', () => {
  const scan = (answer: Scan['answer']): Scan => ({ id: 1, code: 'c', answer });
  const outcome = (access: ScanOutcome['access']): ScanOutcome => ({
    ...{ access, reason: null, ticket: null, firstAt: null, source: 'platform' },
  });

  test('a question without an answer lets nobody in', () => {
    const problem = { code: 'forbidden', message: '', retryable: false } as const;
    expect(verdictOf(scan({ kind: 'problem', problem }))).toBe('undecided');
    expect(verdictOf(scan({ kind: 'asking' }))).toBe('asking');
    expect(verdictOf(scan({ kind: 'outcome', outcome: outcome('granted') }))).toBe('granted');
    expect(verdictOf(scan({ kind: 'outcome', outcome: outcome('denied') }))).toBe('denied');
  });

  const press = (key: string, more: { command?: boolean; repeat?: boolean } = {}) => ({
    ...{ key, command: false, repeat: false },
    ...more,
  });

  test('any key closes it, and a character is the next scan', () => {
    expect(verdictKey(press('Escape'), 'denied', 0)).toBe('close');
    expect(verdictKey(press(' '), 'granted', 0)).toBe('close');
    expect(verdictKey(press('4'), 'granted', 0)).toBe('close_and_pass');
    expect(verdictKey(press('4'), 'asking', 0)).toBe('close_and_pass');
    expect(verdictKey(press('F3'), 'denied', 0)).toBe('close_and_pass');
    expect(verdictKey(press('Shift'), 'denied', 0)).toBe('ignore');
  });

  test('the second Enter of a scanner does not close it unread', () => {
    expect(verdictKey(press('Enter'), 'granted', 100)).toBe('swallow');
    expect(verdictKey(press('Enter', { repeat: true }), 'granted', 5_000)).toBe('swallow');
    expect(verdictKey(press('Enter'), 'granted', 400)).toBe('close');
    expect(verdictKey(press('Enter'), 'asking', 5_000)).toBe('swallow');
    expect(verdictKey(press('Escape'), 'asking', 0)).toBe('close');
  });
});
