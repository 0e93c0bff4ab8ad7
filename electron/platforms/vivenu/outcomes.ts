import { failure, PlatformError } from '../platform-error.ts';

/** A reading before a write: what fails there has not written anything. */
export async function beforeSending<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.outcome !== 'unknown') throw error;
    throw withOutcome(error, 'not_sent');
  }
}

/** The same failure with another verdict on whether the write may have been done. */
export function withOutcome(error: PlatformError, outcome: PlatformError['outcome']): PlatformError {
  const { code, message, ...rest } = error.problem;
  return failure(code, message, { ...rest, outcome, limits: error.limits, cause: error });
}
