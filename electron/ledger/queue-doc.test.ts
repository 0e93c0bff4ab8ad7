import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { queueStates } from '../../shared/domain/acts.ts';
import { isSettled, mayMove } from './queue-states.ts';

test('the drawing in docs/queue.md has the arrows of the code, and no others', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/queue.md'), 'utf8');
  const drawing = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const drawn = [...drawing.matchAll(/^ +(\S+) --> ([^\s:]+)/gm)].map(([, from, to]) => `${from} --> ${to}`);
  const moves = queueStates.flatMap((from) =>
    queueStates.filter((to) => mayMove(from, to)).map((to) => `${from} --> ${to}`),
  );
  const ends = queueStates.filter(isSettled).map((state) => `${state} --> [*]`);
  expect(drawn.sort()).toEqual(['[*] --> queued', ...moves, ...ends].sort());
});
