import type { LogLevel } from '../../electron/log.ts';
import type { Pace } from '../../electron/sync/pace.ts';
import type { QueueState, Sale } from '../../shared/domain/acts.ts';
import type { Problem } from '../../shared/errors.ts';

/**
 * A moment of a till's life: an act's new state has just been written down, a page of the pull has come, or every byte of a write has just been
 * handed to the system, which delivers it whether or not the process lives on.
 */
export type TillMoment = QueueState | 'pull' | 'handed_over';

/** What a till process is started with. */
export interface TillOptions {
  readonly folder: string;
  /** Goes into the User-Agent, so that the sandbox's books tell who asked. */
  readonly name: string;
  readonly pollSeconds?: number | undefined;
  readonly clockOffsetMs?: number | undefined;
  /** The laptop's time zone, as in `TZ`. */
  readonly timeZone?: string | undefined;
  readonly tellStates?: boolean | undefined;
  /** Dies by SIGKILL, by its own hand, at the very instruction: at the moment of this kind after so many others. */
  readonly dieAt?: { readonly moment: TillMoment; readonly skip: number } | undefined;
  readonly logLevel?: LogLevel | undefined;
  readonly keys?: { readonly cache?: string; readonly ledger?: string } | undefined;
  readonly pace?: Partial<Pace> | undefined;
}

/** Harness to till: one call of the contract, or `close`. */
export interface TillRequest {
  readonly id: number;
  readonly call: string;
  readonly input: unknown;
}

/** Till to harness. */
export type TillMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly stack: string }
  | { readonly kind: 'answer'; readonly id: number; readonly result?: unknown; readonly problem?: Problem }
  | { readonly kind: 'state'; readonly state: Sale }
  | { readonly kind: 'pull'; readonly what: string; readonly done: number };
