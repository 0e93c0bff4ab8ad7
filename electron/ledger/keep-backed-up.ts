import type { Ledger } from './ledger.ts';

/**
 * Backs the ledger up every `everyMs` while something was written since the last time, and once at the start.
 * @param onFailure gets what went wrong (a full disk); the next round tries again.
 * @returns stops it; call it before the ledger is closed.
 */
export function keepBackedUp(
  ledger: Ledger,
  options: { readonly everyMs?: number | undefined; readonly onFailure: (error: unknown) => void },
): () => void {
  let backedUp = -1;
  let busy = false;
  const round = async (): Promise<void> => {
    const written = ledger.writes();
    if (busy || written === backedUp) return;
    busy = true;
    try {
      await ledger.backup();
      backedUp = written;
    } catch (error) {
      options.onFailure(error);
    } finally {
      busy = false;
    }
  };
  void round();
  const timer = setInterval(() => void round(), options.everyMs ?? 10 * 60_000);
  timer.unref();
  return () => clearInterval(timer);
}
