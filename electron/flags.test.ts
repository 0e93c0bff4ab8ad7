import { expect, test } from 'vitest';
import { parseFlags } from './flags.ts';

test.each([
  [[], { userDataDir: null, demo: false }],
  [['--demo'], { userDataDir: null, demo: true }],
  [['--user-data-dir', '/tmp/a', '--demo'], { userDataDir: '/tmp/a', demo: true }],
  [['--user-data-dir=/tmp/with space'], { userDataDir: '/tmp/with space', demo: false }],
  [['--user-data-dir='], { userDataDir: null, demo: false }],
])('%j', (argv, flags) => {
  expect(parseFlags(argv)).toEqual(flags);
});
