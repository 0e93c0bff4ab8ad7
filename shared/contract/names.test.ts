import { expect, test } from 'vitest';
import { contract } from './index.ts';
import { callNames } from './names.ts';

test('the preload exposes exactly the calls of the contract', () => {
  expect([...callNames].sort()).toEqual(Object.keys(contract).sort());
});
