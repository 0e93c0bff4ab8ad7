/** The built app with a data folder of its own, as a person at the door has it before them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../../build/launch-app.ts';
import type { CallInput, CallName, CallOutput, WillcallBridge } from '../../shared/contract/index.ts';

/** How the app is started. */
export interface AppOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A data folder that is there already. */
  readonly folder?: string;
}

/** The main screens as the side navigation names them. */
export type MainScreen =
  | 'lookup'
  | 'sell'
  | 'orders'
  | 'refunds'
  | 'queue'
  | 'insights'
  | 'accounts'
  | 'settings'
  | 'ticketPayment';

/** One installation of Willcall: it may be quit, killed and started again on the same data folder. */
export class App {
  readonly folder: string;
  readonly #options: AppOptions;
  #running: LaunchedApp | null = null;
  /** What the page complained of: thrown errors, console errors, refused content. A test ends badly when something is left here. */
  readonly complaints: string[] = [];

  constructor(options: AppOptions = {}) {
    this.#options = options;
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), 'willcall-e2e-'));
  }

  /** Starts it and waits for its window. @throws Error with what it printed. */
  async start(more: Pick<AppOptions, 'args' | 'env'> = {}): Promise<this> {
    if (this.#running) throw new Error('it runs already');
    this.#running = await launchApp({
      userDataDir: this.folder,
      args: [...(this.#options.args ?? []), ...(more.args ?? [])],
      env: { ...this.#options.env, ...more.env },
    });
    const { page } = this.#running;
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.complaints.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`console: ${message.text()}`);
    });
    return this;
  }

  get running(): LaunchedApp {
    if (!this.#running) throw new Error('it does not run');
    return this.#running;
  }

  get page(): Page {
    return this.running.page;
  }

  /** Quits in order. @returns the exit code. */
  async quit(): Promise<number> {
    const { running } = this;
    this.#running = null;
    return running.close();
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const { running } = this;
    this.#running = null;
    await running.kill();
  }

  /** Ends it whatever it does, and removes its data folder. */
  async remove(): Promise<void> {
    if (this.#running) await this.quit();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Makes one call of the contract from the page, as the screens do. @throws Error with the problem's code and message. */
  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    const envelope = await this.page.evaluate(
      ([callName, callInput]) => {
        const { willcall } = window as unknown as { willcall: WillcallBridge };
        return willcall.call(callName as CallName, callInput as CallInput<CallName>);
      },
      [name, input] as const,
    );
    if (!envelope.ok) throw new Error(`${name}: ${envelope.problem.code}: ${envelope.problem.message}`);
    return envelope.value as CallOutput<Name>;
  }

  /** Opens a main screen by its place in the side navigation. */
  async open(screen: MainScreen): Promise<Locator> {
    await this.page.getByTestId(`nav-${screen}`).click();
    return this.screen(screen);
  }

  /** A screen once it is shown. */
  async screen(name: string): Promise<Locator> {
    const screen = this.page.locator(`[data-screen="${name}"]`);
    await screen.waitFor();
    return screen;
  }

  /** What was written to the log files so far. */
  log(): string {
    const folder = join(this.folder, 'logs');
    return filesBelow(folder)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
  }
}

/** All files below a folder, none where there is no folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
