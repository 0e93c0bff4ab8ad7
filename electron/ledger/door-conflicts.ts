import type { DoorConflict } from '../../shared/domain/tickets.ts';
import type { AccountId, DoorConflictId, EpochMs, TicketKey } from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import { Floor } from './floor.ts';
import type { DoorConflictBook, UntoldStep } from './ledger.ts';

export function openDoorConflicts(db: Db): DoorConflictBook {
  // What the system booked itself carries the moment of its making: it refused what another door had let in before.
  const waiting = db.prepare<[number, AccountId], UntoldStep & { readonly toldAt: EpochMs | null }>(
    `SELECT s.seq, s.ticket_key AS key, s.step, s.at, t.at AS toldAt, q.at AS askedAt FROM admissions s NOT INDEXED
     LEFT JOIN admissions_told t ON t.seq = s.seq LEFT JOIN admissions_asked q ON q.seq = s.seq
     WHERE s.seq >= ? AND s.account_id = ? AND s.step = 1 AND (t.at IS NULL OR (t.at <> s.at
       AND NOT EXISTS (SELECT 1 FROM admissions_compared c WHERE c.seq = s.seq))) ORDER BY s.seq`,
  );
  const waitingFrom = new Floor(db);
  const compare = db.prepare<[number, EpochMs]>(
    'INSERT INTO admissions_compared (seq, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const insert = db.prepare<
    [AccountId, TicketKey, string, string, EpochMs, string, EpochMs, string | null, EpochMs],
    DoorConflict
  >(
    `INSERT INTO door_conflicts (account_id, ticket_key, guest, barcode, here_at, here_by, there_at, there, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const open = db.prepare<[], DoorConflict>(
    `SELECT id, account_id AS accountId, ticket_key AS ticketKey, guest, barcode, here_at AS hereAt, here_by AS hereBy,
       there_at AS thereAt, there, found_at AS foundAt FROM door_conflicts d
     WHERE NOT EXISTS (SELECT 1 FROM door_conflicts_seen s WHERE s.id = d.id) ORDER BY id DESC`,
  );
  const see = db.prepare<[EpochMs, string, DoorConflictId]>(
    `INSERT INTO door_conflicts_seen (id, at, made_by) SELECT id, ?, ? FROM door_conflicts WHERE id = ?
     ON CONFLICT DO NOTHING`,
  );
  return {
    uncompared: (accountId) =>
      waitingFrom
        .read(accountId, (from) => waiting.all(from, accountId))
        // Those that are not told yet wait for that first.
        .flatMap(({ toldAt, ...step }) => (toldAt === null ? [] : [step])),
    markCompared(steps, act) {
      transact(db, () => {
        for (const { seq } of steps) compare.run(seq, act.now);
      });
    },
    note({ accountId, ticketKey, guest, barcode, hereAt, hereBy, thereAt, there }, act) {
      const row = [accountId, ticketKey, guest, barcode, hereAt, hereBy, thereAt, there, act.now] as const;
      return insert.run(...row).changes > 0;
    },
    open: () => open.all(),
    confirm(id, act) {
      see.run(act.now, act.by, id);
    },
  };
}
