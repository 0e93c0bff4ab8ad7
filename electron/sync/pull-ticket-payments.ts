import type { Order } from '../../shared/domain/orders.ts';
import { type ProblemCode, ProblemError } from '../../shared/errors.ts';
import { factNames } from '../cache/fact-names.ts';
import { PlatformError } from '../platforms/platform-error.ts';
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

/**
 * Answers about this ticket alone, which asking again does not change: out of the token's reach (the list of tickets knows no scopes), gone by
 * now, refused, or not to be read. The others are read all the same.
 */
const notForUs: ReadonlySet<ProblemCode> = new Set([
  'forbidden',
  'not_found',
  'refused',
  'refused_fields',
  'bad_response',
]);
const failingFact = 'ticketPayments.failing';
/** A server that fails at one ticket in this many rounds fails at it for good: the tickets after it are not to wait for it. */
const roundsOfTrouble = 3;

/** @throws ProblemError when the system cannot be asked now. */
async function readable(line: Line, ticketId: number): Promise<readonly Order[]> {
  const { context, account, platform, signal } = line;
  const { facts } = context.cache();
  try {
    const orders = await platform.ordersOfTicket(ticketId, { priority: 'pull', signal });
    facts.set(account.id, failingFact, null);
    return orders;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code } = error.problem;
    const cut = error instanceof PlatformError && error.cut;
    if (!notForUs.has(code) || cut) {
      if (code !== 'server_error' && !cut) throw error;
      const rounds = 1 + failedRounds(facts.get(account.id, failingFact), ticketId);
      facts.set(account.id, failingFact, `${ticketId} ${rounds}`);
      if (rounds < roundsOfTrouble) throw error;
    }
    facts.set(account.id, failingFact, null);
    context.log.info('payments of a ticket cannot be read', { account: account.id, ticket: ticketId, code });
    return [];
  }
}

function failedRounds(fact: string | null, ticketId: number): number {
  const [id, rounds] = (fact ?? '').split(' ');
  return id === String(ticketId) ? Number(rounds) : 0;
}
