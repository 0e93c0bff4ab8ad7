/** `utilityProcess`: a child Node process that has `process.parentPort`, as Electron's have. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { StrictEmitter, strict } from './strict.ts';

interface ForkOptions {
  env?: NodeJS.ProcessEnv;
  execArgv?: string[];
  cwd?: string;
  stdio?: 'pipe' | 'ignore' | 'inherit' | ('pipe' | 'ignore' | 'inherit')[];
  serviceName?: string;
}

class UtilityProcess extends StrictEmitter {
  private readonly child: ChildProcess;

  constructor(child: ChildProcess) {
    super('utilityProcess', ['spawn', 'exit', 'message', 'error']);
    this.child = child;
    child.on('spawn', () => this.emit('spawn'));
    child.on('message', (message) => this.emit('message', message));
    child.on('exit', (code, signal) => this.emit('exit', code ?? (signal ? 128 : 1)));
    child.on('error', (error) => this.emit('error', 'FatalError', String(error), ''));
  }
  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined;
  }
  get stdout(): Readable | null {
    return this.child.stdout;
  }
  get stderr(): Readable | null {
    return this.child.stderr;
  }
  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object);
  }
  kill(): boolean {
    return this.child.kill('SIGTERM');
  }
}

/** Makes `utilityProcess`, and what ends all that it started. */
export function makeUtilityProcess() {
  const children = new Set<ChildProcess>();
  const utilityProcess = strict('utilityProcess', {
    fork(modulePath: string, args: string[] = [], options: ForkOptions = {}) {
      const stdio = options.stdio ?? 'inherit';
      const [, stdout = 'inherit', stderr = 'inherit'] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
      const child = fork(modulePath, args, {
        execArgv: ['--import', join(import.meta.dirname, 'utility-child.ts'), ...(options.execArgv ?? [])],
        serialization: 'advanced',
        stdio: ['ignore', stdout, stderr, 'ipc'],
        ...(options.env ? { env: options.env } : {}),
        ...(options.cwd ? { cwd: options.cwd } : {}),
      });
      children.add(child);
      child.on('exit', () => children.delete(child));
      return strict('utilityProcess', new UtilityProcess(child));
    },
  });

  async function endAll(): Promise<void> {
    await Promise.all(
      [...children].map(
        (child) =>
          new Promise<void>((done) => {
            const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
            child.once('exit', () => {
              clearTimeout(timer);
              done();
            });
            child.kill('SIGTERM');
          }),
      ),
    );
  }
  return { utilityProcess, endAll };
}
