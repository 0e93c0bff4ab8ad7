import type { Completeness } from '../../shared/domain/tickets.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import { factNames } from '../cache/fact-names.ts';
import type { DeskContext } from './context.ts';

/** How much of all accounts' tickets is here; the oldest account decides how old the data is. */
export function completeness(context: DeskContext): Completeness {
  const cache = context.cache();
  let have = 0;
  let setAside = 0;
  let expected: number | null = 0;
  let completeAt: EpochMs | null = null;
  let freshAt: EpochMs | null = null;
  let complete = true;
  let first = true;
  for (const account of context.ledger.accounts.list()) {
    const fact = (name: string): number | null => {
      const text = cache.facts.get(account.id, name);
      return text === null ? null : Number(text);
    };
    const here = cache.tickets.count(account.id);
    const unread = cache.tickets.setAsideCount(account.id);
    have += here;
    setAside += unread;
    const says = fact(factNames.expectedTickets);
    expected = says === null || expected === null ? null : expected + says;
    const done = fact(factNames.completeAt);
    if (done === null || here !== says || unread > 0) complete = false;
    const onLaptop = (ms: number | null): number | null => (ms === null ? null : ms - context.clockOffMs(account.id));
    completeAt = oldest(first, completeAt, onLaptop(done));
    freshAt = oldest(first, freshAt, onLaptop(fact(factNames.freshAt)));
    first = false;
  }
  return { complete: complete && !first, have, expected: first ? null : expected, setAside, completeAt, freshAt };
}

function oldest(first: boolean, known: EpochMs | null, next: number | null): EpochMs | null {
  if (next === null) return null;
  if (first) return as<EpochMs>(next);
  return known === null ? null : as<EpochMs>(Math.min(known, next));
}
