/**
 * The four bundles that make the app, each as one Vite configuration.
 *
 *   electron/main.ts      → out/main/main.js          ES module, natives and `electron` stay outside
 *   electron/preload.ts   → out/preload/preload.cjs   one CommonJS file that requires nothing but `electron`
 *   renderer/index.html   → out/renderer/             no inline script, relative addresses
 *   sandbox/main.ts       → out/sandbox/main.js       ES module, started with utilityProcess.fork
 */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** What the app's protocol handler replaces with a fresh value in each HTML answer. */
export const CSP_NONCE_PLACEHOLDER = 'WILLCALL_CSP_NONCE';

/** Modules with native parts or given by the runtime: found in node_modules at run time, never bundled. */
const OUTSIDE_MAIN = ['electron', 'better-sqlite3', 'keytar'];

/** Where the sources are and where the bundles go, as absolute paths. */
export interface BundlePaths {
  root: string;
  main: string;
  preload: string;
  renderer: string;
  sandbox: string;
  out: string;
}

/** The project's own paths; `root` is the folder that holds package.json. */
export function projectPaths(root: string): BundlePaths {
  return {
    root,
    main: join(root, 'electron/main.ts'),
    preload: join(root, 'electron/preload.ts'),
    renderer: join(root, 'renderer/index.html'),
    sandbox: join(root, 'sandbox/main.ts'),
    out: join(root, 'out'),
  };
}

/** A bundle for Node: everything but the modules named is inlined into a single file. */
function nodeBundle(
  root: string,
  entry: string,
  outDir: string,
  file: string,
  format: 'es' | 'cjs',
  external: string[],
): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: format === 'es',
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        // One file each: `import.meta.dirname` then means the same in all of it, and a sandboxed preload can load only one.
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

/** All bundles by name, in the order in which they are worth building. */
export function bundles(paths: BundlePaths): Record<'main' | 'preload' | 'sandbox' | 'renderer', InlineConfig> {
  const { root, out } = paths;
  return {
    main: nodeBundle(root, paths.main, join(out, 'main'), 'main.js', 'es', OUTSIDE_MAIN),
    preload: nodeBundle(root, paths.preload, join(out, 'preload'), 'preload.cjs', 'cjs', ['electron']),
    sandbox: nodeBundle(root, paths.sandbox, join(out, 'sandbox'), 'main.js', 'es', ['better-sqlite3']),
    renderer: {
      root: join(paths.renderer, '..'),
      configFile: false,
      logLevel: 'warn',
      base: './',
      plugins: [react()],
      html: { cspNonce: CSP_NONCE_PLACEHOLDER },
      build: {
        outDir: join(out, 'renderer'),
        emptyOutDir: true,
        target: 'chrome144',
        // A data: font or an inline module-preload helper would need a hole in the CSP.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        sourcemap: false,
        reportCompressedSize: false,
        chunkSizeWarningLimit: 4096,
        rolldownOptions: { input: paths.renderer },
      },
    },
  };
}
