import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdmissionState, Ticket } from '../../../shared/domain/tickets.ts';
import type { GuestView } from '../../../shared/domain/views.ts';
import type { Problem } from '../../../shared/errors.ts';
import { callKey } from '../../bridge/keys.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useStore } from '../../navigation/store.ts';
import { scanCode, shownScan } from '../../scan/scans.ts';

/** Admitting one ticket. */
export interface Admission {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Set after a refused second admission, until it is answered. */
  readonly warning: AdmissionState | null;
  /** True when it was admitted here and now, so that "inside" is no surprise. */
  readonly justAdmitted: boolean;
  readonly admit: (again: boolean) => void;
  readonly undo: () => void;
}

export interface AdmissionOptions {
  /** The system decides and tells every door: the ticket's code is scanned instead of noting the admission here alone. */
  readonly shared: boolean;
  /** A scan has let the guest in a moment ago. */
  readonly justAdmitted: boolean;
}

/** The acts of one ticket's admission. Main decides whether it is a second one: another till or another click may have been first. */
export function useAdmission(ticket: Ticket, options: AdmissionOptions): Admission {
  const queries = useQueryClient();
  const admitAct = useAct('admissions.admit');
  const undoAct = useAct('admissions.undo');
  const [warning, setWarning] = useState<AdmissionState | null>(null);
  const [justAdmitted, setJustAdmitted] = useState(options.justAdmitted);
  const scanning = useStore(shownScan)?.answer.kind === 'asking';
  const code = options.shared ? (ticket.entry?.barcode ?? null) : null;
  const input = { accountId: ticket.accountId, ticketKey: ticket.key };

  // The event that follows asks for everything again; this only spares the blink until then.
  const show = (state: AdmissionState | null) =>
    queries.setQueryData<GuestView>(callKey('guests.open', input), (view) => view && { ...view, admission: state });

  return {
    busy: scanning || admitAct.isPending || undoAct.isPending,
    problem: admitAct.error?.problem ?? undoAct.error?.problem ?? null,
    warning,
    justAdmitted,
    admit: (again) => {
      undoAct.reset();
      if (code !== null && !again) {
        void scanCode(code, ticket.accountId);
        return;
      }
      admitAct.mutate(again ? { ...input, again } : input, {
        onSuccess: ({ outcome, state }) => {
          show(state);
          setJustAdmitted(outcome === 'admitted');
          setWarning(outcome === 'already_admitted' ? state : null);
        },
      });
    },
    undo: () => {
      admitAct.reset();
      undoAct.mutate(input, {
        onSuccess: (state) => {
          show(state);
          setJustAdmitted(false);
          setWarning(null);
        },
      });
    },
  };
}
