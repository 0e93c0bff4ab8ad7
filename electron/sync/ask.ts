import { problemOf } from '../../shared/errors.ts';
import type { Line } from './context.ts';

/** Makes one request of the account's platform and lets the status board learn from how it ends. Rethrows. */
export async function ask<T>(line: Line, request: () => Promise<T>): Promise<T> {
  try {
    const answer = await request();
    line.board.answered();
    return answer;
  } catch (error) {
    if (!line.signal.aborted) line.board.failed(problemOf(error));
    throw error;
  }
}
