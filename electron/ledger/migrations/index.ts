import type { Migration } from '../../store/migrations.ts';
import { ledger001 } from './001-ledger.ts';
import { ledger002 } from './002-history.ts';
import { ledger003 } from './003-door-conflicts.ts';
import { ledger004 } from './004-asked-admissions.ts';
import { ledger005 } from './005-deeds.ts';
import { ledger006 } from './006-refusals.ts';

/** All steps of the ledger's schema, in order. A step that was released is never changed: add another. */
export const ledgerMigrations: readonly Migration[] = [
  ledger001,
  ledger002,
  ledger003,
  ledger004,
  ledger005,
  ledger006,
];
