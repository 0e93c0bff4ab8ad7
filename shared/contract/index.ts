import type { z } from 'zod';
import type { Problem } from '../errors.ts';
import { appCalls } from './app.ts';
import type { Call } from './define.ts';
import type { ContractEvents, EventName } from './events.ts';
import { lookupCalls } from './lookup.ts';
import { moneyCalls } from './money.ts';

/** Every call that the renderer may make of main. Main binds it, preload exposes its names, the renderer's client is typed from it. */
export const contract = { ...appCalls, ...lookupCalls, ...moneyCalls };

export type Contract = typeof contract;
export type CallName = keyof Contract;

type InputSchema<Name extends CallName> = Contract[Name] extends Call<infer Input, unknown> ? Input : never;

/** What a caller passes. */
export type CallInput<Name extends CallName> = z.input<InputSchema<Name>>;
/** What a handler gets, parsed and branded. */
export type ParsedInput<Name extends CallName> = z.output<InputSchema<Name>>;
/** What a call answers. */
export type CallOutput<Name extends CallName> = Contract[Name] extends Call<z.ZodType, infer Output> ? Output : never;

/** How an answer crosses the bridge. */
export type Envelope<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly problem: Problem };

/** `window.willcall`, the only global that the preload makes. */
export interface WillcallBridge {
  /** Makes one call of the contract. Never rejects for a failed call: the envelope says so. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Envelope<CallOutput<Name>>>;
  /** Listens to one event of the contract. @returns a function that stops it. */
  on<Name extends EventName>(name: Name, listener: (payload: ContractEvents[Name]) => void): () => void;
}

export type { ContractEvents, EventName } from './events.ts';
