import { join } from 'node:path';
import { openCache } from '../../electron/cache/open.ts';
import { ticketKey, unpackIdentity } from '../../electron/cache/ticket-rows.ts';
import { createPlatform } from '../../electron/platforms/registry.ts';
import { openEncrypted } from '../../electron/store/open.ts';
import type { SandboxProcess } from '../../sandbox/client.ts';
import type { Ticket, TicketRow } from '../../shared/domain/tickets.ts';
import type { AccountId } from '../../shared/ids.ts';
import { storeKeys } from './fake-keychain.ts';

/** What of a ticket must be the same here and there. */
function print(ticket: TicketRow | Ticket): string {
  const { eventId, eventDateMs, purchasedAtMs, holder, price, promoCode } = ticket;
  return JSON.stringify([
    eventId,
    eventDateMs,
    purchasedAtMs,
    holder.name,
    holder.email,
    holder.phone,
    price,
    promoCode,
  ]);
}

/**
 * Compares all tickets of the platform with all of a till's cache, as multisets: equal tickets must be there in their number.
 * @returns how many are too many plus how many are too few.
 */
export async function compareTickets(
  sandbox: SandboxProcess,
  folder: string,
  accountId: AccountId,
  key: string = storeKeys.cache,
): Promise<number> {
  const platform = createPlatform('ticrs', {
    accountId,
    baseUrl: sandbox.ticrs,
    credential: { kind: 'apiKey', key: 'tic_sandbox_key_4' },
    version: 'compare',
    language: () => 'en',
  });
  const balance = new Map<string, number>();
  const add = (key: string, step: number): void => void balance.set(key, (balance.get(key) ?? 0) + step);
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await platform.tickets({ page, priority: 'staff' });
    pages = answer.pages;
    for (const row of answer.rows) add(print(row), 1);
  }
  for (const ticket of allTickets(folder, accountId, key)) add(print(ticket), -1);
  let wrong = 0;
  for (const count of balance.values()) wrong += Math.abs(count);
  return wrong;
}

/** Every ticket of a till's cache, read beside it. */
export function allTickets(folder: string, accountId: AccountId, key: string): Ticket[] {
  const file = join(folder, 'cache.db');
  const db = openEncrypted({ file, key, synchronous: 'NORMAL', readonly: true });
  const keys = db
    .prepare<[], { readonly identity: Buffer | string; readonly ordinal: number }>(
      'SELECT identity, ordinal FROM ticket',
    )
    .all();
  db.close();
  const { cache } = openCache({ file, key, now: Date.now });
  try {
    return keys.flatMap(({ identity, ordinal }) => {
      const ticket = cache.tickets.get(accountId, ticketKey(unpackIdentity(identity), ordinal));
      return ticket ? [ticket] : [];
    });
  } finally {
    cache.close();
  }
}
