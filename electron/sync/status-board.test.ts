import { expect, test } from 'vitest';
import { as, type EpochMs } from '../../shared/ids.ts';
import { StatusBoard } from './status-board.ts';

test('a clock skew is kept in whole milliseconds: times reckoned with it are stored as integers', () => {
  const nothing = (): void => undefined;
  const board = new StatusBoard({
    now: () => as<EpochMs>(0),
    steady: () => 0,
    changed: nothing,
    backOnline: nothing,
    question: nothing,
    health: 'ok',
  });
  board.setClockSkew(12.75);
  expect(board.skewMs).toBe(13);
  board.close();
});
