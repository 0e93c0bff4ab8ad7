import type { EpochMs } from '../../shared/ids.ts';
import type { Db } from '../store/open.ts';
import type { Act, ActRef } from './ledger.ts';

interface Row {
  readonly id: string;
  readonly kind: ActRef['kind'];
}

/** What the platform refused while nobody waited for its answer, and who has seen it (migration 6). */
interface RefusalBook {
  /** Writes down that an act was refused with nobody waiting. Part of the caller's transaction. */
  note(id: string, act: Act): void;
  /** Those that nobody has seen since, newest first. */
  unseen(): readonly Row[];
  /** A person has seen it. Does nothing to one that was seen, or is none. */
  see(id: string, act: Act): void;
}

export function openRefusals(db: Db): RefusalBook {
  const note = db.prepare<[string, EpochMs]>('INSERT INTO refusals (id, at) VALUES (?, ?)');
  const unseen = db.prepare<[], Row>(
    `SELECT a.id, a.kind FROM acts a JOIN refusals r ON r.id = a.id
     WHERE NOT EXISTS (SELECT 1 FROM refusals_seen s WHERE s.id = r.id) ORDER BY a.seq DESC`,
  );
  const see = db.prepare<[EpochMs, string, string]>(
    'INSERT INTO refusals_seen (id, at, made_by) SELECT id, ?, ? FROM refusals WHERE id = ? ON CONFLICT DO NOTHING',
  );
  return {
    note: (id, act) => void note.run(id, act.now),
    unseen: () => unseen.all(),
    see: (id, act) => void see.run(act.now, act.by, id),
  };
}
