import type { Db } from '../store/open.ts';
import { dateSpan, type Events } from './events.ts';
import { piecesOf } from './needles.ts';

/** Tickets looked at; enough to tell a piece of 2% from a rare one. */
const sampleSize = 400;
/** A piece that this part of the sample has is common. */
const commonPart = 0.02;

interface Codes {
  readonly email_key: string;
  readonly phone_key: string;
  readonly order_key: string;
}

/**
 * Three-letter pieces that a large part of all tickets has (`gma`, `381`): a search led by them reads long lists. Learned from a sample,
 * kept until the number of tickets has doubled or halved.
 */
export function commonPieces(db: Db, events: Events): () => ReadonlySet<string> {
  const at = db.prepare<[number], Codes>(
    'SELECT email_key, phone_key, order_key FROM ticket WHERE id >= ? ORDER BY id LIMIT 1',
  );
  let learnedFrom = 0;
  let common: ReadonlySet<string> = new Set();
  return () => {
    const dates = [...events.dates()].filter((date) => date.tickets > 0);
    const total = dates.reduce((sum, date) => sum + date.tickets, 0);
    if (total > learnedFrom * 2 || total < learnedFrom / 2) {
      learnedFrom = total;
      common = learn(dates, total);
    }
    return common;
  };

  function learn(dates: readonly { no: number; tickets: number; nextN: number }[], total: number): ReadonlySet<string> {
    const counts = new Map<string, number>();
    let seen = 0;
    for (const date of dates) {
      const samples = Math.max(1, Math.round((sampleSize * date.tickets) / total));
      for (let n = 0; n < samples && seen < sampleSize * 2; n += 1) {
        const row = at.get(date.no * dateSpan + Math.floor((date.nextN * n) / samples));
        if (!row) continue;
        seen += 1;
        const pieces = new Set([row.email_key, row.phone_key, row.order_key].flatMap((text) => [...piecesOf(text)]));
        for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
      }
    }
    const bar = Math.max(3, seen * commonPart);
    return new Set([...counts].filter(([, count]) => count >= bar).map(([piece]) => piece));
  }
}
