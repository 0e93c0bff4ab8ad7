import type { z } from 'zod';

/** One call of the contract: a zod schema for what goes in, and the type of what comes out. */
export interface Call<Input extends z.ZodType, Output> {
  readonly input: Input;
  /** Type only: nothing is stored here. */
  readonly output?: Output;
}

/** Declares a call: `call(schema).returns<Output>()`. */
export function call<Input extends z.ZodType>(input: Input): { returns<Output>(): Call<Input, Output> } {
  return { returns: () => ({ input }) };
}
