// Which of Electron's fuses are blown into a packaged app. Data only; after-pack.mjs does it.
import { FuseV1Options } from '@electron/fuses';

/**
 * Every fuse there is, with the reason where it is not Electron's default.
 * @param {{ testBuild: boolean }} kind a test build may be driven by Playwright, and is never published
 * @returns {Record<FuseV1Options, boolean>}
 */
export function fuses({ testBuild }) {
  return {
    // The app must not serve as a Node interpreter for others: its children are utility processes.
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    // NODE_OPTIONS would run foreign code inside; corporate certificates go through the app's own settings instead.
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    // --inspect would do the same; Playwright needs it to start the app.
    [FuseV1Options.EnableNodeCliInspectArguments]: testBuild,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // The app ships no snapshot of its own; with this on it would not start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Pages come from app://, never from file://.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}
