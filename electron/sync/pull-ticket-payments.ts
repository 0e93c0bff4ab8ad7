import type { Order } from '../../shared/domain/orders.ts';
import { type ProblemCode, ProblemError } from '../../shared/errors.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import { factNow, type Line } from './context.ts';
import { keepOrdersOfTicket } from './order-acts.ts';

const askedFact = 'ticketPayments.asked';
/** Tickets whose payments are read in one round, so that a large account is read in the background of a night. */
const ticketsPerRound = 20;

/**
 * Reads the payments of tickets that have any (O1, then O3 ticket by ticket), so that they are found with the cable out. Goes on where the last
 * round ended; begins anew when it is through. Where the system may be asked only for tickets that staff name, there is nothing to read.
 */
export async function pollTicketPayments(line: Line): Promise<void> {
  const { context, account, platform, signal } = line;
  const { facts } = context.cache();
  if (platform.capabilities.has('ticket_payments.ids')) {
    const ids = await ask(line, () => platform.paidTicketIds({ priority: 'pull', signal }));
    const sorted = [...ids].sort((a, b) => a - b);
    const last = Number(facts.get(account.id, askedFact) ?? 0);
    const next = sorted.filter((id) => id > last).slice(0, ticketsPerRound);
    for (const id of next) {
      keepOrdersOfTicket(line, await ask(line, () => readable(line, id)));
      facts.set(account.id, askedFact, String(id));
    }
    if (next.length < ticketsPerRound) facts.set(account.id, askedFact, null);
  }
  const now = String(factNow(line));
  facts.set(account.id, factNames.freshAt, now);
  facts.set(account.id, factNames.completeAt, now);
  facts.set(account.id, factNames.expectedTickets, '0');
  line.board.touch();
}

/** The list of tickets knows no scopes: one may be out of the token's reach, or gone by now. The others are read all the same. */
const notForUs: ReadonlySet<ProblemCode> = new Set(['forbidden', 'not_found']);

async function readable(line: Line, ticketId: number): Promise<readonly Order[]> {
  const { context, account, platform, signal } = line;
  try {
    return await platform.ordersOfTicket(ticketId, { priority: 'pull', signal });
  } catch (error) {
    if (!(error instanceof ProblemError) || !notForUs.has(error.problem.code)) throw error;
    context.log.debug('payments of a ticket cannot be read', { account: account.id, code: error.problem.code });
    return [];
  }
}
