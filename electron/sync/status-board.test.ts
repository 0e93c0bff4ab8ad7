import { expect, test } from 'vitest';
import { StatusBoard } from './status-board.ts';

type Options = ConstructorParameters<typeof StatusBoard>[0];

test('a clock skew is kept in whole milliseconds: times reckoned with it are stored as integers', () => {
  const nothing = (): void => undefined;
  const options = { now: () => 0, steady: () => 0, changed: nothing, backOnline: nothing, question: nothing, health: 'ok' };
  const board = new StatusBoard(options as unknown as Options);
  board.setClockSkew(12.75);
  expect(board.skewMs).toBe(13);
  board.close();
});
