import AxeBuilder from '@axe-core/playwright';
import type { App } from './app.ts';

/** What axe finds on the screen against WCAG 2.2 AA and its best practices, in words. */
export async function findings(app: App): Promise<readonly string[]> {
  // Legacy mode: the other one opens a second page, which this window rightly forbids.
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}
