// electron-builder calls this when an app is packed and not yet signed: sets the fuses and reads them back.
import { join } from 'node:path';
import { FuseState, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from './fuses.mjs';

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  const { productFilename } = context.packager.appInfo;
  /** @type {Record<string, string>} */
  const names = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux:
      /** @type {{ executableName?: string }} */ (/** @type {unknown} */ (context.packager)).executableName ??
      productFilename,
  };
  const name = names[context.electronPlatformName];
  if (name === undefined) throw new Error(`No fuses are known for ${context.electronPlatformName}`);
  const binary = join(context.appOutDir, name);
  const wanted = fuses({ testBuild: process.env['WILLCALL_TEST_BUILD'] === '1' });
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // A fuse that a newer Electron brings must be decided on, not missed.
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    ...wanted,
  });
  const wire = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (await getCurrentFuseWire(binary)));
  for (const [fuse, on] of Object.entries(wanted)) {
    if (wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE)) throw new Error(`Fuse ${fuse} did not take`);
  }
}
