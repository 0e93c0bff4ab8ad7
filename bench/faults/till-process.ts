import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { TillMessage, TillOptions } from './till-protocol.ts';

/** A call that the till refused. */
export class TillRefusal extends Error {
  readonly problem: Problem;
  constructor(call: string, problem: Problem) {
    super(`${call}: ${problem.code}: ${problem.message}`);
    this.problem = problem;
  }
}

/** A call that a till did not live to answer. */
export class TillGone extends Error {
  constructor(call: string) {
    super(`${call}: the till is gone`);
  }
}

/** A till in a process of its own. */
export interface Till {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** Told of everything that the till says by itself. */
  onMessage(listener: (message: TillMessage) => void): void;
  /** Stands still for so long, as on a laptop that sleeps: what it sent goes on without it. */
  sleep(ms: number): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Resolves when the process is no more. */
  readonly ended: Promise<void>;
  /** Closes as the app does. */
  close(): Promise<void>;
}

const startWithinMs = 60_000;

/** Starts a till and waits until it is open. @throws Error with what it said when it does not start. */
export async function startTill(options: TillOptions): Promise<Till> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'till.ts'), [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void; call: string }
  >();
  const listeners: ((message: TillMessage) => void)[] = [];
  let seq = 0;
  let gone = false;
  const ended = once(child, 'exit').then(() => {
    gone = true;
    for (const { reject, call } of waiting.values()) reject(new TillGone(call));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the till did not start in time'));
    }, startWithinMs);
    child.on('message', (message: TillMessage) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'failed') reject(new Error(`${message.problem.code}: ${message.stack}`));
      else if (message.kind === 'answer') {
        const call = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.problem) call?.reject(new TillRefusal(call.call, message.problem));
        else call?.resolve(message.result);
      } else for (const listener of listeners) listener(message);
    });
    void ended.then(() => clearTimeout(timer));
    void ended.then(() => reject(new TillGone('start')));
    child.once('message', () => clearTimeout(timer));
  });
  const ask = (call: string, input: unknown): Promise<unknown> => {
    if (gone) return Promise.reject(new TillGone(call));
    seq += 1;
    const id = seq;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, call });
      child.send({ id, call, input }, (error) => error && reject(new TillGone(call)));
    });
  };
  return {
    call: async (name, input) => (await ask(name, input)) as never,
    ended,
    onMessage: (listener) => listeners.push(listener),
    sleep: async (ms) => {
      child.kill('SIGSTOP');
      await pause(ms);
      child.kill('SIGCONT');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      await ask('close', null);
      await ended;
    },
  };
}
