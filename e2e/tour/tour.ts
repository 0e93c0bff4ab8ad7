/**
 * `npm run tour`: drives a door's whole job headless against a fresh sandbox, takes a picture of every screen and state into out/tour/, says what
 * it did and what it checked, and ends with 1 when a step failed.
 */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../../build/standin/chromium.ts';
import { App } from '../support/app.ts';
import { World } from '../support/world.ts';
import { Camera } from './camera.ts';
import { allSystems } from './chapters/all-systems.ts';
import { catalogueAndSell } from './chapters/catalogue-and-sell.ts';
import { emptyScreens } from './chapters/empty-screens.ts';
import { firstPull } from './chapters/first-pull.ts';
import { firstRun } from './chapters/first-run.ts';
import { guests } from './chapters/guests.ts';
import { languagesAndSizes } from './chapters/languages-and-sizes.ts';
import { lookup } from './chapters/lookup.ts';
import { offline } from './chapters/offline.ts';
import { ordersAndRefunds } from './chapters/orders-and-refunds.ts';
import { ozora } from './chapters/ozora.ts';
import { pay } from './chapters/pay.ts';
import { queue } from './chapters/queue.ts';
import { restOfScreens } from './chapters/rest-of-screens.ts';
import { trouble } from './chapters/trouble.ts';
import { vivenuConnect } from './chapters/vivenu-connect.ts';
import { vivenuDoor } from './chapters/vivenu-door.ts';
import { vivenuOrders } from './chapters/vivenu-orders.ts';
import { Journal } from './journal.ts';
import type { Stage } from './stage.ts';

const folder = join(import.meta.dirname, '../../out/tour');

const chapters: readonly (readonly [string, (stage: Stage) => Promise<void>])[] = [
  ['A new laptop', firstRun],
  ['The first pull', firstPull],
  ['Screens with nothing on them', emptyScreens],
  ['Finding a guest', lookup],
  ['A guest', guests],
  ['The catalogue and a sale', catalogueAndSell],
  ['Paying', pay],
  ['Orders and refunds', ordersAndRefunds],
  ['Insights, accounts, settings', restOfScreens],
  ['With the cable out', offline],
  ['The queue', queue],
  ['Every language, small and large windows', languagesAndSizes],
  ['Connecting vivenu', vivenuConnect],
  ['A vivenu ticket at the door', vivenuDoor],
  ['vivenu: selling and orders', vivenuOrders],
  ['O.Z.O.R.A.: a payment for a ticket', ozora],
  ['All systems at once', allSystems],
  ['Trouble', trouble],
];

const journal = new Journal();
const root = process.getuid?.() === 0;
const world = await World.start(['--rate-limit', '20', '--auto-approve-ms', '0', '--auto-settle-ms', '0']);
const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: !root });
const phone = await browser.newPage({ viewport: { width: 390, height: 780 } });
const app = new App();
const camera = new Camera(app, folder);
try {
  await app.start();
  process.stdout.write(`The tour runs on ${app.running.runtime === 'electron' ? 'Electron' : 'the stand-in'}\n`);
  for (const [name, chapter] of chapters) {
    await journal.chapter(name, () => chapter({ app, world, phone, camera, journal }));
  }
  await journal.step('the page complained of nothing', async () => {
    if (app.complaints.length > 0) throw new Error(app.complaints.join('\n'));
  });
} finally {
  await app.remove();
  await browser.close();
  await world.stop();
}
process.exitCode = journal.end(camera.taken, folder) ? 0 : 1;
