import type { Ticket } from '../../../shared/domain/tickets.ts';
import type { Problem } from '../../../shared/errors.ts';
import { useAct } from '../../bridge/use-act.ts';
import { showOutcome } from '../../scan/scans.ts';

/** Admitting a party with one press. */
export interface AdmitAll {
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly all: (party: readonly Ticket[]) => void;
}

/** One ticket after the other, and no further once one is refused: its problem or its verdict is shown. @param shared the system decides. */
export function useAdmitAll(shared: boolean): AdmitAll {
  const admit = useAct('admissions.admit');
  const scan = useAct('scans.scan');

  const from = ([ticket, ...others]: readonly Ticket[]): void => {
    if (ticket === undefined) return;
    const { accountId, key, entry } = ticket;
    if (!shared || entry === null) {
      admit.mutate({ accountId, ticketKey: key }, { onSuccess: () => from(others) });
      return;
    }
    const code = entry.barcode;
    scan.mutate(
      { code, accountId, evenSo: true },
      { onSuccess: (outcome) => (outcome.access === 'granted' ? from(others) : showOutcome(code, outcome)) },
    );
  };

  return {
    busy: admit.isPending || scan.isPending,
    problem: admit.error?.problem ?? scan.error?.problem ?? null,
    all: from,
  };
}
