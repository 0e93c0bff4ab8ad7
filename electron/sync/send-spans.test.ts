import { expect, test } from 'vitest';
import type { Attempt } from '../../shared/domain/acts.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import { sendSpans, sentNote, timeOf } from './send-spans.ts';

const sentAt = Date.parse('2026-11-21T20:00:00Z');
const day = 86_400_000;
const lateFor = 120_000;

function one(outcome: Attempt['outcome'], after: number, note = ''): Attempt {
  return { at: as<EpochMs>(sentAt + after), outcome, note };
}
const spansOf = (...attempts: Attempt[]) => sendSpans({ createdAtMs: sentAt - 1_000, attempts }, lateFor);

test('an order is ours from the sending until the answer was lost, and may be ours from then on', () => {
  const spans = spansOf(one('sent', 0), one('unknown', 45_000, 'timeout'));
  const times = [-60_000, -4_000, 30_000, 49_000, 60_000, 171_000, day].map((ms) => timeOf(sentAt + ms, spans));
  expect(times).toEqual(['outside', 'in_flight', 'in_flight', 'in_flight', 'perhaps', 'perhaps', 'perhaps']);
});

test('a laptop that is a day off notes it with the sending, and a clock put right later changes nothing', () => {
  const note = sentNote({ skewMs: -day, withinMs: 0 });
  // Found out the day after (by the laptop's new clock): only the note of the sending counts.
  const spans = spansOf(one('sent', 0, note), one('unknown', 1_000, 'timeout'), one('not_found', -day + 9_000));
  expect(timeOf(sentAt - day + 500, spans)).toBe('in_flight');
  expect(timeOf(sentAt + 500, spans)).toBe('perhaps');
  expect(timeOf(sentAt - day - 60_000, spans)).toBe('outside');
  expect(sentNote({ skewMs: 400, withinMs: 600 })).toBe('');
  // As earlier versions noted it.
  const [old] = spansOf(one('sent', 0, 'clock -86400000'), one('unknown', 1_000, 'timeout'));
  expect(old).toEqual({ sinceMs: sentAt - day - 5_000, fromMs: sentAt - day - 5_000, toMs: sentAt - day + 6_000 });
});

test('a process that died may have been heard until it died, and the platform have been at work after', () => {
  const spans = spansOf(one('sent', 0), one('unknown', 20_000, 'outcome_unknown'));
  expect(timeOf(sentAt + 100_000, spans)).toBe('in_flight');
  const nextDay = spansOf(one('sent', 0), one('unknown', day, 'outcome_unknown'));
  expect(timeOf(sentAt + day, nextDay)).toBe('perhaps');
});

test('what never left, and what a person has judged, is no sending', () => {
  expect(spansOf(one('sent', 0), one('not_sent', 10, 'offline'))).toEqual([]);
  const story = [one('sent', 0), one('unknown', 1_000, 'timeout'), one('chosen', 600_000, 'send_again')];
  const spans = spansOf(...story, one('sent', 600_100), one('unknown', 601_000, 'timeout'));
  expect(timeOf(sentAt + 500, spans)).toBe('outside');
  expect(timeOf(sentAt + 600_500, spans)).toBe('in_flight');
});

test('an act restored from a backup may have been sent any time since it was written', () => {
  const spans = spansOf(one('unknown', 600_000, 'ledger_damaged'));
  expect(timeOf(sentAt + 300_000, spans)).toBe('in_flight');
  // What the backup does not hold it cannot tell the clocks of.
  expect(timeOf(sentAt - 60_000, spans)).toBe('perhaps');
  const noted = spansOf(one('sent', 0), one('unknown', 1_000, 'timeout'), one('unknown', 600_000, 'ledger_damaged'));
  expect(timeOf(sentAt - 60_000, noted)).toBe('outside');
});

test.each([
  ['known to a second', { skewMs: 0, withinMs: 1_000 }, ['outside', 'outside', 'in_flight', 'perhaps', 'perhaps']],
  [
    'known to half a minute',
    { skewMs: 0, withinMs: 29_000 },
    ['outside', 'in_flight', 'in_flight', 'in_flight', 'perhaps'],
  ],
  ['known to a minute', { skewMs: 0, withinMs: 60_000 }, ['perhaps', 'perhaps', 'in_flight', 'perhaps', 'perhaps']],
  ['not known', null, ['perhaps', 'perhaps', 'in_flight', 'perhaps', 'perhaps']],
] as const)('a platform’s clock that is %s widens what may be ours by as much', (_name, clock, times) => {
  const spans = spansOf(one('sent', 0, sentNote(clock)), one('unknown', 1_000, 'timeout'));
  expect([-50_000, -30_000, 500, 30_000, 90_000].map((ms) => timeOf(sentAt + ms, spans))).toEqual(times);
});
