/** Numbered pictures of the window. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../support/app.ts';

const schemes = ['light', 'dark'] as const;

/** Takes pictures into one folder, numbered in the order in which they are taken. */
export class Camera {
  readonly folder: string;
  readonly #app: App;
  #taken = 0;
  #number = 0;

  constructor(app: App, folder: string) {
    this.#app = app;
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** How many pictures there are. */
  get taken(): number {
    return this.#taken;
  }

  /** One state in light and in dark. */
  async both(name: string): Promise<void> {
    this.#number += 1;
    for (const scheme of schemes) {
      await this.#app.call('settings.set', { theme: scheme });
      await this.#app.page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
      await this.#shoot(`${name}-${scheme}`);
    }
  }

  /** One state as it stands. */
  async one(name: string): Promise<void> {
    this.#number += 1;
    await this.#shoot(name);
  }

  async #shoot(name: string): Promise<void> {
    const number = String(this.#number).padStart(3, '0');
    // Fonts and pictures of the screen are drawn before the shutter goes.
    await this.#app.page.evaluate(() => document.fonts.ready.then(() => undefined));
    await this.#app.page.screenshot({ path: join(this.folder, `${number}-${name}.png`), animations: 'disabled' });
    this.#taken += 1;
  }
}
