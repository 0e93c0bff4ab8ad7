import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { problem } from '../shared/errors.ts';

/** The part of Electron's UtilityProcess that the demo needs. */
export interface ChildProcess {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** Starts the sandbox bundle in a process of its own. */
export type Fork = (args: readonly string[]) => ChildProcess;

/** The running sandbox. */
export interface Demo {
  /** Base URL of its tic.rs. */
  readonly ticrs: string;
  stop(): void;
}

/** The sandbox's documented demo key (platform-spec 7.3); it opens nothing but made-up data on this machine. */
export const demoKey = 'tic_sandbox_key';

const readyMessage = z.object({ ready: z.literal(true), ticrs: z.url() });
const readyWithinMs = 30_000;

/**
 * Starts the sandbox of the three systems and waits until it answers.
 * @throws ProblemError `sandbox_failed` when it ends or says nothing in time.
 */
export function startDemo(fork: Fork): Promise<Demo> {
  const token = randomBytes(16).toString('hex');
  const child = fork(['--port', '0', '--control-token', token]);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(problem('sandbox_failed', 'the demo data did not get ready in time', { retryable: true }));
    }, readyWithinMs);
    child.on('message', (message) => {
      const parsed = readyMessage.safeParse(message);
      if (!parsed.success) return;
      clearTimeout(timer);
      resolve({ ticrs: parsed.data.ticrs, stop: () => child.kill() });
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(problem('sandbox_failed', `the demo data ended with code ${code}`, { retryable: true }));
    });
  });
}
