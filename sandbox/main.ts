import { credentials, settings } from './credentials.ts';
import { HELP, readOptions } from './options.ts';
import { startSandbox } from './server.ts';

/** The parts of an Electron utility process's port that are used. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'close', listener: () => void): void;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const sandbox = await startSandbox(options);
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`sandbox: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  const { ticrs, vivenu, ozora, control } = sandbox;
  const ready = { ready: true, ticrs, vivenu, ozora, control, credentials, settings };
  process.send?.(ready);
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  // An app that started it gets its credentials in a message, so that they are not in the app's own output.
  if (!parentPort) process.stdout.write(`${JSON.stringify(ready)}\n`);
  parentPort?.on('close', end);
  parentPort?.postMessage(ready);
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
