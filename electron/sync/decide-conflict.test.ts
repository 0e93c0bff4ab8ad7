import { expect, test } from 'vitest';
import { as, type EpochMs, type TicketKey } from '../../shared/ids.ts';
import type { AdmissionStory } from '../ledger/ledger.ts';
import type { DoorScan } from '../platforms/platform.ts';
import { bookedUnheard, twoDoors } from './decide-conflict.ts';

const minute = 60_000;
const evening = Date.parse('2026-01-31T19:00:00Z');
const at = (minutes: number) => as<EpochMs>(evening + minutes * minute);

type Told = 'later' | 'by the system' | 'never';

const here = (minutes: number, told: Told = 'later', step: 1 | -1 = 1): AdmissionStory => {
  const toldAt = { later: at(minutes + 300), 'by the system': at(minutes), never: null }[told];
  return { seq: minutes, key: as<TicketKey>('t'), step, at: at(minutes), toldAt, askedAt: null, by: 'Mila' };
};
const scan = (minutes: number, way: 'in' | 'out' = 'in', more: Partial<DoorScan> = {}): DoorScan => ({
  ...{ barcode: '1234567890123456', at: at(minutes), way, door: 'Balcony', admits: 1 },
  ...more,
});

/** Let in here at `minutes`, four seconds after the system had been asked in vain. */
const asked = (minutes: number, told: Told = 'never'): AdmissionStory => ({
  ...here(minutes, told),
  askedAt: as<EpochMs>(at(minutes) - 4_000),
});
const seconds = (minutes: number, more: number) => as<EpochMs>(at(minutes) + more * 1_000);

const conflicts: readonly (readonly [
  string,
  readonly AdmissionStory[],
  readonly DoorScan[],
  readonly [number, number],
])[] = [
  ['the other door was first', [here(10)], [scan(5), scan(10)], [10, 5]],
  ['the other door was later', [here(10)], [scan(10), scan(90)], [10, 90]],
  ['hours apart', [here(10)], [scan(-300), scan(10)], [10, -300]],
  ['within the same second', [here(10)], [scan(10), scan(10, 'in', { at: as<EpochMs>(at(10) + 400) })], [10, 10]],
  ['the telling was refused', [here(10)], [scan(5)], [10, 5]],
  ['told twice, since its answer was lost', [here(10)], [scan(10), scan(10), scan(5)], [10, 5]],
  ['out and in again at the other door', [here(10)], [scan(5), scan(6, 'out'), scan(7), scan(10)], [10, 7]],
  ['taken back here, and let in again', [here(10), here(11, 'later', -1), here(12)], [scan(5), scan(12)], [12, 5]],
  [
    'beside one that the system booked here itself',
    [here(2, 'by the system'), here(3, 'later', -1), here(10)],
    [scan(2, 'in', { at: as<EpochMs>(at(2) + 900) }), scan(3, 'out'), scan(10), scan(8)],
    [10, 8],
  ],
  [
    'more than the ticket’s type allows',
    [here(10)],
    [scan(5, 'in', { admits: 2 }), scan(6, 'in', { admits: 2 }), scan(10)],
    [10, 5],
  ],
];

test.each(conflicts)('two doors let the same ticket in: %s', (_name, story, scans, [ours, theirs]) => {
  const found = twoDoors(story, scans, 0);
  expect(found?.here.at).toBe(at(ours));
  expect(Math.abs((found?.there.at ?? 0) - at(theirs))).toBeLessThan(1_000);
});

test('two doors at the same millisecond are two doors', () => {
  const theirs = scan(10, 'in', { door: 'Stalls', own: false });
  expect(twoDoors([here(10)], [scan(10, 'in', { own: true }), theirs], 0)?.there.door).toBe('Stalls');
});

test('another token’s scan is never taken for this door’s own', () => {
  const theirs = scan(10, 'in', { own: false });
  expect(twoDoors([here(10, 'by the system'), here(12)], [theirs, scan(12, 'in', { own: true })], 0)?.there).toBe(
    theirs,
  );
});

const peace: readonly (readonly [string, readonly AdmissionStory[], readonly DoorScan[]])[] = [
  ['no other door', [here(10)], [scan(10)]],
  ['nothing at all is listed', [here(10)], []],
  ['told twice, since its answer was lost', [here(10)], [scan(10), scan(10)]],
  ['whole seconds', [here(10)], [scan(10, 'in', { at: as<EpochMs>(at(10) - 700) })]],
  ['the other door took it back', [here(10)], [scan(5), scan(6, 'out'), scan(10)]],
  ['it was taken back here', [here(10), here(11, 'later', -1)], [scan(5), scan(10), scan(11, 'out')]],
  ['it was taken back here before anybody was told', [here(10), here(11, 'never', -1)], [scan(5), scan(10)]],
  ['let in again at this door after the warning', [here(10), here(20)], [scan(10), scan(20)]],
  ['the system booked the first one here itself', [here(2, 'by the system'), here(10)], [scan(2), scan(10)]],
  ['the ticket’s type lets two in', [here(10)], [scan(5, 'in', { admits: 2 }), scan(10, 'in', { admits: 2 })]],
  ['out by the other door', [here(10)], [scan(10), scan(60, 'out')]],
];

test.each(peace)('is nobody’s conflict: %s', (_name, story, scans) => {
  expect(twoDoors(story, scans, 0)).toBeNull();
});

test('a scan that the system booked here is known by the platform’s clock, not by this laptop’s', () => {
  const skew = 3 * 3_600_000;
  const own = scan(2, 'in', { at: as<EpochMs>(at(2) + skew + 250) });
  const story = [here(2, 'by the system'), here(3, 'later', -1), here(10)];
  expect(twoDoors(story, [own, scan(3, 'out'), scan(10)], skew)).toBeNull();
  expect(twoDoors(story, [own, scan(3, 'out'), scan(10), scan(2)], skew)?.there.at).toBe(at(2));
});

test.each([
  ['nothing is listed', [], false],
  ['booked while it was asked', [scan(10, 'in', { at: seconds(10, -3) })], true],
  ['booked by a clock that is a second behind', [scan(10, 'in', { at: seconds(10, -5) })], true],
  ['booked late', [scan(10, 'in', { at: seconds(10, 6) })], true],
  ['booked before it was asked', [scan(10, 'in', { at: seconds(10, -30) })], false],
  ['booked long after', [scan(15)], false],
  ['with another token', [scan(10, 'in', { at: seconds(10, -3), own: false })], false],
  ['told later by a door that could not ask', [scan(10, 'in', { at: seconds(10, -3), toldLater: true })], false],
  ['a way out', [scan(10, 'out', { at: seconds(10, -3) })], false],
] as const)('whether the system booked what it was asked, its answer lost: %s', (_name, scans, expected) => {
  expect(bookedUnheard(asked(10), [asked(10)], scans, 0)).toBe(expected);
});

test('a scan that another step of this door accounts for answers no question', () => {
  const before = { ...here(10, 'by the system'), seq: 1 };
  const own = scan(10, 'in', { at: seconds(10, 1) });
  expect(bookedUnheard(asked(10), [before, asked(10)], [own], 0)).toBe(false);
  expect(bookedUnheard(asked(10), [before, asked(10)], [own, scan(10, 'in', { at: seconds(10, 2) })], 0)).toBe(true);
});

test('what was asked in vain, told, and booked late all the same, is nobody’s conflict; another door’s is', () => {
  const late = scan(10, 'in', { at: seconds(10, 5) });
  expect(twoDoors([asked(10, 'later')], [scan(10), late], 0)).toBeNull();
  expect(twoDoors([asked(10, 'later')], [scan(10), late, scan(5)], 0)?.there.at).toBe(at(5));
});
