/** What a start may be told on the command line. */
export interface Flags {
  /** Folder for everything this copy keeps; the system's usual one when null. */
  readonly userDataDir: string | null;
  /** Connect the demo account if none is there. */
  readonly demo: boolean;
}

/** Reads our own flags (`--user-data-dir DIR` or `--user-data-dir=DIR`, `--demo`); all others are the runtime's. */
export function parseFlags(argv: readonly string[]): Flags {
  let userDataDir: string | null = null;
  argv.forEach((argument, index) => {
    if (argument.startsWith('--user-data-dir=')) userDataDir = argument.slice('--user-data-dir='.length);
    else if (argument === '--user-data-dir') userDataDir = argv[index + 1] ?? null;
  });
  return { userDataDir: userDataDir === '' ? null : userDataDir, demo: argv.includes('--demo') };
}
