import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Credential, SystemId } from '../shared/domain/accounts.ts';
import { problem } from '../shared/errors.ts';

/** The part of Electron's UtilityProcess that the demo needs. */
export interface ChildProcess {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** Starts the sandbox bundle in a process of its own. */
export type Fork = (args: readonly string[]) => ChildProcess;

/** One system of the running sandbox, and what opens it: made-up data on this machine, nothing else. */
export interface DemoSystem {
  readonly system: SystemId;
  readonly label: string;
  readonly baseUrl: string;
  readonly credential: Credential;
  /** The account's advanced settings. */
  readonly advanced: Readonly<Record<string, string>>;
}

/** The running sandbox. */
export interface Demo {
  readonly systems: readonly DemoSystem[];
  stop(): void;
}

const text = z.string().min(1);
const readyMessage = z.object({
  ready: z.literal(true),
  ticrs: z.url(),
  vivenu: z.url(),
  ozora: z.url(),
  credentials: z.object({
    ticrs: z.object({ kind: z.literal('apiKey'), key: text }),
    vivenu: z.object({ kind: z.literal('apiKey'), key: text, scanToken: text }),
    ozora: z.object({ kind: z.literal('token'), token: text, serviceToken: text }),
  }),
  settings: z.object({ ozora: z.record(text, text) }),
});
const readyWithinMs = 30_000;
const numbersSince = Date.UTC(2026, 0);

/**
 * Starts the sandbox of the three systems and waits until it answers.
 * @param onEnd told when its process has ended, however it went.
 * @throws ProblemError `sandbox_failed` when it ends or says nothing in time.
 */
export function startDemo(fork: Fork, onEnd: (code: number) => void): Promise<Demo> {
  const token = randomBytes(16).toString('hex');
  // Its data is gone when it ends: a number that it gives to a payment must not be one that an earlier start has given.
  const first = Math.floor((Date.now() - numbersSince) / 1000);
  const child = fork(['--port', '0', '--control-token', token, '--ozora-first', String(first)]);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(problem('sandbox_failed', 'the demo data did not get ready in time', { retryable: true }));
    }, readyWithinMs);
    child.on('message', (message) => {
      const parsed = readyMessage.safeParse(message);
      if (!parsed.success) return;
      clearTimeout(timer);
      resolve({ systems: demoSystems(parsed.data), stop: () => child.kill() });
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      onEnd(code);
      reject(problem('sandbox_failed', `the demo data ended with code ${code}`, { retryable: true }));
    });
  });
}

function demoSystems(ready: z.infer<typeof readyMessage>): readonly DemoSystem[] {
  const { credentials, settings } = ready;
  const advanced = {};
  return [
    { system: 'ticrs', label: 'Demo tic.rs', baseUrl: ready.ticrs, credential: credentials.ticrs, advanced },
    { system: 'vivenu', label: 'Demo vivenu', baseUrl: ready.vivenu, credential: credentials.vivenu, advanced },
    {
      system: 'ozora',
      label: 'Demo O.Z.O.R.A.',
      baseUrl: ready.ozora,
      credential: credentials.ozora,
      advanced: settings.ozora,
    },
  ];
}
