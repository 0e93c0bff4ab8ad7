/** `npm run build`: all four bundles into out/. Stops at the first that fails; a missing entry point is a failure. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { type BundlePaths, bundles, projectPaths } from './bundles.ts';

/**
 * Builds every bundle and says how long each took.
 * @throws Error that names the entry point when one is missing, or the bundler's own error.
 */
export async function buildAll(paths: BundlePaths, say: (line: string) => void = () => {}): Promise<void> {
  for (const entry of [paths.main, paths.preload, paths.sandbox, paths.renderer]) {
    if (!existsSync(entry)) throw new Error(`Cannot build: ${relative(paths.root, entry)} is missing`);
  }
  for (const [name, config] of Object.entries(bundles(paths))) {
    const start = performance.now();
    await build(config);
    say(`built ${name.padEnd(8)} ${Math.round(performance.now() - start)} ms`);
  }
  // `npm start` compares the sources with this.
  await writeFile(join(paths.out, '.built'), '');
}

if (import.meta.main) {
  await buildAll(projectPaths(join(import.meta.dirname, '..')), console.log);
}
