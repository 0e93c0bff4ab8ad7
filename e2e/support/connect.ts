/** Connecting an account through the first-run screen, as a person does. */
import { expect } from '@playwright/test';
import type { App } from './app.ts';
import { key, type World } from './world.ts';

/** Opens the form on the first-run screen and types an address into it. */
export async function openForm({ page }: App, url: string): Promise<void> {
  await page.getByTestId('first-run-connect').click();
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByTestId('connect-url').fill(url);
}

/** Connects by API key and waits for Lookup. The first pull runs on. */
export async function connectByKey(app: App, world: World, secret: string = key): Promise<void> {
  await openForm(app, world.url);
  await app.page.getByTestId('connect-key').fill(secret);
  await app.page.getByTestId('connect-submit').click();
  await app.screen('lookup');
}

/** Waits until every ticket of the platform is here. */
export async function allPulled(app: App): Promise<void> {
  await expect(app.page.getByTestId('lookup-completeness')).toContainText('complete', { timeout: 60_000 });
}
