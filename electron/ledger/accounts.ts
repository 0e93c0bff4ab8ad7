import type { Credential, SystemId } from '../../shared/domain/accounts.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId, EpochMs } from '../../shared/ids.ts';
import { type Db, transact } from '../store/open.ts';
import type { AccountBook, AccountRecord } from './ledger.ts';

interface Row {
  readonly id: AccountId;
  readonly system: SystemId;
  readonly label: string;
  readonly baseUrl: string;
  readonly credentialKind: Credential['kind'];
  readonly credentialHint: string;
  readonly demo: 0 | 1;
  readonly advanced: string;
  readonly connectedAt: EpochMs;
}

const columns = `id, system, label, base_url AS baseUrl, credential_kind AS credentialKind, credential_hint AS credentialHint, demo, advanced,
  connected_at AS connectedAt`;

const recordOf = (row: Row): AccountRecord => ({
  ...row,
  demo: row.demo === 1,
  // Written by this file only.
  advanced: JSON.parse(row.advanced) as AccountRecord['advanced'],
});

/** Accounts of the platform that one is of (its only parameter), itself and those that were removed among them. */
export const accountsAtPlace = `SELECT other.id FROM accounts own JOIN accounts other
  ON other.system = own.system AND other.base_url = own.base_url WHERE own.id = ?`;

export function openAccounts(db: Db): AccountBook {
  const list = db.prepare<[], Row>(
    `SELECT ${columns} FROM accounts WHERE removed_at IS NULL ORDER BY connected_at, id`,
  );
  const one = db.prepare<[AccountId], Row>(`SELECT ${columns} FROM accounts WHERE id = ? AND removed_at IS NULL`);
  const names = db.prepare<[], Pick<Row, 'id' | 'label' | 'system'>>('SELECT id, label, system FROM accounts');
  const atPlace = db.prepare<[AccountId], AccountId>(`${accountsAtPlace} ORDER BY other.connected_at DESC`).pluck();
  const insert = db.prepare(
    `INSERT INTO accounts (id, system, label, base_url, credential_kind, credential_hint, demo, advanced, connected_at)
     VALUES (@id, @system, @label, @baseUrl, @credentialKind, @credentialHint, @demo, @advanced, @connectedAt)
     ON CONFLICT (id) DO NOTHING`,
  );
  const change = db.prepare(
    `UPDATE accounts SET label = @label, base_url = @baseUrl, credential_kind = @credentialKind, credential_hint = @credentialHint,
       advanced = @advanced
     WHERE id = @id AND removed_at IS NULL`,
  );
  const remove = db.prepare<[EpochMs, AccountId]>(
    'UPDATE accounts SET removed_at = ? WHERE id = ? AND removed_at IS NULL',
  );
  const get = (id: AccountId): AccountRecord | null => {
    const row = one.get(id);
    return row ? recordOf(row) : null;
  };
  return {
    list: () => list.all().map(recordOf),
    get,
    names: () => new Map(names.all().map(({ id, label, system }) => [id, { label, system }])),
    atPlaceOf: (id) => atPlace.all(id),
    add(account) {
      const added = transact(
        db,
        () =>
          insert.run({ ...account, demo: account.demo ? 1 : 0, advanced: JSON.stringify(account.advanced) }).changes,
      );
      if (added === 0) throw problem('account_exists', 'this account is in the ledger already');
    },
    update(id, changes) {
      transact(db, () => {
        const account = get(id);
        if (!account) throw problem('account_missing', 'this account is no longer connected');
        const { label, baseUrl, credentialKind, credentialHint, advanced } = { ...account, ...changes };
        change.run({ id, label, baseUrl, credentialKind, credentialHint, advanced: JSON.stringify(advanced) });
      });
    },
    remove(id, now) {
      transact(db, () => remove.run(now, id));
    },
  };
}
