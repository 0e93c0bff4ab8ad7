import type { CatalogueItem } from '../../shared/domain/catalogue.ts';
import type { ItemRef, ItemType } from '../../shared/domain/orders.ts';
import { problem } from '../../shared/errors.ts';
import { type AccountId, as, type CatalogueItemId } from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import type { CatalogueBook } from './ledger.ts';
import { uuidv7 } from './uuid.ts';

interface Row {
  readonly id: CatalogueItemId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly type: ItemType;
  readonly unitMinor: number | null;
  readonly currency: string;
  readonly calendarId: number | null;
  readonly ticketTypeId: number | null;
  readonly date: string | null;
  readonly ref: string | null;
  readonly position: number;
  readonly importKey: string | null;
}

const select = `SELECT c.id, c.account_id AS accountId, c.name, c.type, c.unit_minor AS unitMinor, c.currency, c.calendar_id AS calendarId,
  c.ticket_type_id AS ticketTypeId, c.date, c.ref, c.position, c.import_key AS importKey FROM catalogue c`;

const itemOf = ({ unitMinor, ref, ...row }: Row): CatalogueItem => ({
  ...row,
  // Written by `save` only.
  ...(ref === null ? {} : { ref: JSON.parse(ref) as ItemRef }),
  unitPrice: unitMinor === null ? null : { minor: unitMinor, currency: row.currency },
});

export function openCatalogue(db: Db, now: () => number): CatalogueBook {
  const list = db.prepare<[], Row>(
    `${select} JOIN accounts a ON a.id = c.account_id WHERE a.removed_at IS NULL ORDER BY c.position, c.id`,
  );
  const one = db.prepare<[CatalogueItemId], Row>(`${select} WHERE c.id = ?`);
  const imported = db
    .prepare<[AccountId, string], CatalogueItemId>('SELECT id FROM catalogue WHERE account_id = ? AND import_key = ?')
    .pluck();
  const account = db.prepare<[AccountId]>('SELECT 1 FROM accounts WHERE id = ? AND removed_at IS NULL');
  const end = db.prepare<[], number>('SELECT coalesce(max(position), -1) + 1 FROM catalogue').pluck();
  const write = db.prepare(
    `INSERT INTO catalogue (id, account_id, name, type, unit_minor, currency, calendar_id, ticket_type_id, date, ref, position, import_key)
     VALUES (@id, @accountId, @name, @type, @unitMinor, @currency, @calendarId, @ticketTypeId, @date, @ref, @position, @importKey)
     ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name, type = excluded.type,
       unit_minor = excluded.unit_minor, currency = excluded.currency, calendar_id = excluded.calendar_id,
       ticket_type_id = excluded.ticket_type_id, date = excluded.date, ref = excluded.ref, import_key = excluded.import_key`,
  );
  const remove = db.prepare<[CatalogueItemId]>('DELETE FROM catalogue WHERE id = ?');
  const place = db.prepare<[number, CatalogueItemId]>('UPDATE catalogue SET position = ? WHERE id = ?');
  const allIds = db.prepare<[], CatalogueItemId>('SELECT id FROM catalogue ORDER BY position, id').pluck();
  return {
    list: () => list.all().map(itemOf),
    save(item) {
      return transact(db, () => {
        if (!account.get(item.accountId)) throw problem('account_missing', 'this account is no longer connected');
        const same = item.importKey ? imported.get(item.accountId, item.importKey) : undefined;
        const id = item.id ?? same ?? null;
        const before = id === null ? undefined : one.get(id);
        if (id !== null && !before) throw problem('not_found', 'this catalogue item was removed');
        const { accountId, name, type, unitPrice, calendarId, ticketTypeId, date } = item;
        const saved = id ?? as<CatalogueItemId>(uuidv7(now()));
        write.run({
          id: saved,
          accountId,
          name,
          type,
          unitMinor: unitPrice?.minor ?? null,
          currency: unitPrice?.currency ?? item.currency,
          calendarId,
          ticketTypeId,
          date,
          ref: item.ref === undefined ? null : JSON.stringify(item.ref),
          position: before?.position ?? end.get() ?? 0,
          importKey: item.importKey === undefined ? (before?.importKey ?? null) : item.importKey,
        });
        const row = one.get(saved);
        if (!row) throw new Error('the catalogue item was not written');
        return itemOf(row);
      });
    },
    remove(id) {
      transact(db, () => remove.run(id));
    },
    reorder(ids) {
      transact(db, () => {
        const named = new Set(ids);
        [...named, ...allIds.all().filter((id) => !named.has(id))].forEach((id, position) => {
          place.run(position, id);
        });
      });
    },
  };
}
