import { MutationObserver, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { type ProblemCode, problem } from '../../shared/errors.ts';
import { makeQueryClient } from './query-client.ts';

/** Asks once, and says what the screen saw until there was an end. */
async function seen(fails: readonly ProblemCode[]): Promise<{ readonly errors: string[]; readonly data: unknown }> {
  const queries = makeQueryClient();
  const left = [...fails];
  const observer = new QueryObserver(queries, {
    queryKey: ['order'],
    queryFn: () => {
      const code = left.shift();
      if (code !== undefined) throw problem(code, '', { retryAfterMs: 5 });
      return 'the order';
    },
  });
  const errors: string[] = [];
  let data: unknown = null;
  const leave = observer.subscribe((result) => {
    if (result.error) errors.push(String(result.error.message));
    data = result.data ?? null;
  });
  await vi.waitFor(() => expect(observer.getCurrentResult().isFetching).toBe(false), { timeout: 5_000 });
  leave();
  queries.clear();
  return { errors, data };
}

test('the platform’s limit is no error on the screen: the question is asked again when it is over', async () => {
  expect(await seen(['rate_limited', 'rate_limited'])).toEqual({ errors: [], data: 'the order' });
});

test('every other problem is said at once', async () => {
  const { errors, data } = await seen(['timeout']);
  expect(data).toBeNull();
  expect(errors).not.toEqual([]);
});

test.each([
  ['the limit is waited out', ['rate_limited', 'rate_limited'], 'pressed', 3],
  ['any other problem is said, and nothing is done again', ['offline'], null, 1],
] as const)('an act: %s', async (_name, fails, expected, times) => {
  const left: ProblemCode[] = [...fails];
  let tries = 0;
  const act = new MutationObserver(makeQueryClient(), {
    mutationFn: () => {
      tries += 1;
      const code = left.shift();
      return code === undefined ? Promise.resolve('pressed') : Promise.reject(problem(code, '', { retryAfterMs: 5 }));
    },
  });
  expect(await act.mutate().catch(() => null)).toBe(expected);
  expect(tries).toBe(times);
});
