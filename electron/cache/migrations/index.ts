import type { Migration } from '../../store/migrations.ts';
import { migration as tickets } from './001-tickets.ts';
import { migration as orders } from './002-orders.ts';
import { migration as facts } from './003-facts.ts';
import { migration as orderHistory } from './004-order-history.ts';
import { migration as ticketSecrets } from './005-ticket-secrets.ts';
import { migration as eventZones } from './006-event-zones.ts';
import { migration as quickPulls } from './007-quick-pulls.ts';

/** The cache's schema, step by step. A step that was released is never changed: add the next one. */
export const cacheMigrations: readonly Migration[] = [
  tickets,
  orders,
  facts,
  orderHistory,
  ticketSecrets,
  eventZones,
  quickPulls,
];
