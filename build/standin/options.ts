/** What the stand-in itself reads off the command line; the app gets the whole of it too, as under Electron. */

/** How the stand-in runs. */
export interface StandInOptions {
  headless: boolean;
  /** Port for a second debugging client; 0 lets Chromium choose; undefined opens none. */
  debuggingPort: number | undefined;
}

/** Value of `--name value` or `--name=value` in `args`. */
export function flagValue(args: readonly string[], name: string): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === `--${name}`) return args[index + 1];
    if (arg.startsWith(`--${name}=`)) return arg.slice(name.length + 3);
  }
  return undefined;
}

/**
 * Reads the options; without a display the window is headless whatever was asked.
 * @throws Error for a port that is none.
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): StandInOptions {
  const port = flagValue(args, 'remote-debugging-port');
  const debuggingPort = port === undefined ? undefined : Number(port);
  if (
    debuggingPort !== undefined &&
    !(Number.isInteger(debuggingPort) && debuggingPort >= 0 && debuggingPort < 65536)
  ) {
    throw new Error(`--remote-debugging-port needs a number from 0 to 65535, not '${port}'`);
  }
  const display = process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  return { headless: args.includes('--headless') || !display, debuggingPort };
}
