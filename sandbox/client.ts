import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import type { credentials } from './credentials.ts';

/** A sandbox in a process of its own, and its control plane; what tests, the tour and the benches hold on to. */
export interface SandboxProcess {
  /** Base URL of its tic.rs. */
  readonly ticrs: string;
  /** Base URL of its O.Z.O.R.A. Payments. */
  readonly ozora: string;
  /** Base URL of its vivenu. */
  readonly vivenu: string;
  /** What opens each of them. */
  readonly credentials: Credentials;
  readonly pid: number;
  /** Calls the control plane. @throws Error with its answer when it refuses. */
  control<Answer = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer>;
  /** Cable out (true) or in. */
  offline(on: boolean): Promise<void>;
  /** Ends the process. */
  stop(): Promise<void>;
  /** Kills it at once. */
  kill(): Promise<void>;
}

interface Ready {
  readonly ready: true;
  readonly ticrs: string;
  readonly vivenu: string;
  readonly ozora: string;
  readonly control: string;
  readonly credentials: Credentials;
}

type Credentials = typeof credentials;

const token = 'control';
const readyWithinMs = 120_000;

/**
 * Starts `sandbox/main.ts` and waits until it answers.
 * @param args further flags, e.g. `['--tickets', '500']`. The port is a free one unless said.
 */
export async function spawnSandbox(args: readonly string[] = []): Promise<SandboxProcess> {
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), ...port, '--control-token', token, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ready = await readyLine(child);
  const control = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const { status, text } = await askControl(`${ready.control}${path}`, method, body);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as Answer;
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    ticrs: ready.ticrs,
    vivenu: ready.vivenu,
    credentials: ready.credentials,
    ozora: ready.ozora,
    pid: child.pid ?? 0,
    control,
    offline: async (on) => {
      await control('POST', '/offline', { on });
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function readyLine(child: ChildProcess): Promise<Ready> {
  let out = '';
  let err = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the sandbox was not ready in time\n${err}`));
    }, readyWithinMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const line = out.slice(0, out.indexOf('\n'));
      if (!line.startsWith('{')) return;
      clearTimeout(timer);
      resolve(JSON.parse(line) as Ready);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the sandbox ended with ${code}\n${err}`));
    });
  });
}

/** On a connection of its own: a shared one may be the API's, which the sandbox cuts when the cable is pulled. */
function askControl(url: string, method: string, body?: object): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent: false, headers: { 'x-sandbox-token': token } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    if (body) sent.setHeader('content-type', 'application/json');
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}
