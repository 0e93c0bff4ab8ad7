/** What every chapter of the tour stands on. */
import type { Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import type { World } from '../support/world.ts';
import type { Camera } from './camera.ts';
import type { Journal } from './journal.ts';

/** The installation, the platform, the guest's phone, the camera and the journal. */
export interface Stage {
  readonly app: App;
  readonly world: World;
  readonly phone: Page;
  readonly camera: Camera;
  readonly journal: Journal;
}

/** A guest who buys here, of every system. */
export const buyer = { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test', typed: 'djurdjica colic' } as const;

/** The regular guest of the sandbox's data, who holds many tickets. */
export const regular = { name: 'Đorđe Živković', email: 'djordje.zivkovic@mail.example.test' } as const;
