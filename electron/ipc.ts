import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import {
  type CallName,
  type CallOutput,
  type ContractEvents,
  contract,
  type Envelope,
  type EventName,
  type ParsedInput,
} from '../shared/contract/index.ts';
import { callNames } from '../shared/contract/names.ts';
import { problem, problemOf } from '../shared/errors.ts';
import type { Log } from './log.ts';

/** What answers each call; the only thing that the windows can reach. */
export type Handlers = {
  [Name in CallName]: (input: ParsedInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** What `bindContract` needs to know of a caller. */
export type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;

/**
 * Whether a call comes from the main frame of our own page. `senderFrame` is null when the frame has navigated away or is gone: refused.
 * @param isAppUrl tells our own pages from all others.
 */
export function isTrustedSender(sender: Sender, isAppUrl: (url: string) => boolean): boolean {
  const frame = sender.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

/** Parses what came over the bridge. @throws ProblemError `invalid_input` that names the fields. */
export function parseInput<Name extends CallName>(name: Name, input: unknown): ParsedInput<Name> {
  const parsed = contract[name].input.safeParse(input);
  if (parsed.success) return parsed.data as ParsedInput<Name>;
  const fields: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.');
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  const insecure = parsed.error.issues.some((issue) => issue.message === 'insecure_url');
  throw problem(insecure ? 'insecure_url' : 'invalid_input', z.prettifyError(parsed.error), { fields });
}

/**
 * Binds every call of the contract: checks the sender, parses the input, answers with an envelope. A call that fails never rejects across
 * the bridge, where Electron would flatten the error into a string.
 */
export function bindContract(
  ipc: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  options: { readonly isAppUrl: (url: string) => boolean; readonly log: Log },
): void {
  for (const name of callNames) {
    ipc.handle(name, async (event, input: unknown) => answer(name, handlers, input, event, options));
  }
}

async function answer<Name extends CallName>(
  name: Name,
  handlers: Handlers,
  input: unknown,
  sender: Sender,
  options: { readonly isAppUrl: (url: string) => boolean; readonly log: Log },
): Promise<Envelope<CallOutput<Name>>> {
  try {
    if (!isTrustedSender(sender, options.isAppUrl)) {
      throw problem('sender_refused', 'this page may not speak to Willcall');
    }
    return { ok: true, value: await handlers[name](parseInput(name, input)) };
  } catch (error) {
    const failed = problemOf(error);
    if (failed.code === 'internal' || failed.code === 'sender_refused') {
      options.log.error('call failed', { call: name, code: failed.code, cause: error });
    }
    return { ok: false, problem: failed };
  }
}

/** Sends the contract's events to every window that is still there. */
export function eventSender(
  windows: () => readonly Pick<WebContents, 'send' | 'isDestroyed'>[],
): <Name extends EventName>(name: Name, payload: ContractEvents[Name]) => void {
  return (name, payload) => {
    for (const contents of windows()) {
      if (!contents.isDestroyed()) contents.send(name, payload);
    }
  };
}
