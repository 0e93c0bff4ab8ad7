import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redactText, redactValue } from './redact.ts';
import type { Secret } from './secret.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Facts beside a message: ids, counts, codes. Never a guest; an error goes under `cause`. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** The program's log. Everything passes one place that hides e-mails, phones and keys; writing never throws. */
export interface Log {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  /** Hides this value wherever it turns up from now on: for keys whose form no pattern knows. */
  hide(secret: Secret): void;
}

const order: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/**
 * A log in `<folder>/willcall.log`, one JSON object a line (`at` in ISO 8601 UTC, `level`, `message`, the facts). At `maxBytes` the file
 * becomes `willcall.1.log`, that one `willcall.2.log`, and the oldest goes.
 * @param also gets each line that is written, redacted: the terminal in development.
 */
export function openLog(options: {
  readonly folder: string;
  readonly level?: LogLevel | undefined;
  /** Bytes of one file; 1 MB unless said. */
  readonly maxBytes?: number | undefined;
  /** Old files kept; 4 unless said. */
  readonly keep?: number | undefined;
  readonly now?: (() => number) | undefined;
  readonly also?: ((line: string) => void) | undefined;
}): Log {
  return new FileLog(options);
}

class FileLog implements Log {
  readonly #folder: string;
  readonly #level: LogLevel;
  readonly #maxBytes: number;
  readonly #keep: number;
  readonly #now: () => number;
  readonly #also: (line: string) => void;
  readonly #known: Secret[] = [];
  #size = 0;
  /** Lines that could not be written (a full disk); the next line that can says how many. */
  #lost = 0;

  constructor(options: Parameters<typeof openLog>[0]) {
    this.#folder = options.folder;
    this.#level = options.level ?? 'info';
    this.#maxBytes = options.maxBytes ?? 1_000_000;
    this.#keep = options.keep ?? 4;
    this.#now = options.now ?? Date.now;
    this.#also = options.also ?? (() => undefined);
    try {
      mkdirSync(this.#folder, { recursive: true });
      this.#size = existsSync(this.#file(0)) ? statSync(this.#file(0)).size : 0;
    } catch {
      // As with each line below: no log is no reason not to start.
    }
  }

  debug(message: string, facts?: LogFacts): void {
    this.#write('debug', message, facts);
  }

  info(message: string, facts?: LogFacts): void {
    this.#write('info', message, facts);
  }

  warn(message: string, facts?: LogFacts): void {
    this.#write('warn', message, facts);
  }

  error(message: string, facts?: LogFacts): void {
    this.#write('error', message, facts);
  }

  hide(secret: Secret): void {
    this.#known.push(secret);
  }

  #write(level: LogLevel, message: string, facts: LogFacts | undefined): void {
    if (order[level] < order[this.#level]) return;
    const line = `${JSON.stringify({
      at: new Date(this.#now()).toISOString(),
      level,
      message: redactText(message, this.#known),
      ...(this.#lost > 0 ? { linesLost: this.#lost } : {}),
      ...(facts === undefined ? {} : { facts: redactValue(facts, this.#known) }),
    })}\n`;
    this.#also(line);
    try {
      const bytes = Buffer.byteLength(line);
      if (this.#size > 0 && this.#size + bytes > this.#maxBytes) this.#rotate();
      appendFileSync(this.#file(0), line, { mode: 0o600 });
      this.#size += bytes;
      this.#lost = 0;
    } catch {
      // A log that cannot be written (a full disk, a folder taken away) must not stop a sale: it is counted and told with the next line.
      this.#lost += 1;
    }
  }

  #rotate(): void {
    rmSync(this.#file(this.#keep), { force: true });
    for (let n = this.#keep - 1; n >= 0; n -= 1) {
      if (existsSync(this.#file(n))) renameSync(this.#file(n), this.#file(n + 1));
    }
    this.#size = 0;
  }

  #file(n: number): string {
    return join(this.#folder, n === 0 ? 'willcall.log' : `willcall.${n}.log`);
  }
}
