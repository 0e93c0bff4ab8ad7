/**
 * Goes on with a pull of very many tickets into the cache named on the command line, three pages of 20 a transaction, and says where it is after
 * each. For a test that kills it.
 */
import { type AccountId, as, type EpochMs, type EventId, type IsoTime } from '../../shared/ids.ts';
import { openCache } from './open.ts';

const [file = '', key = ''] = process.argv.slice(2);
const account = as<AccountId>('account-1');
const zero = as<EpochMs>(0);
const total = 10_000_000;
const { tickets } = openCache({ file, key, now: () => 0 }).cache;
const pass = tickets.openPass(account, null) ?? tickets.beginPass(account, null, total, zero);
for (let page = pass.nextPage; ; page += 3) {
  const pages = [page, page + 1, page + 2].map((no) => ({ rows: rowsOf(no), nextPage: no + 1, total }));
  tickets.storePages(account, pass, pages);
  tickets.carryLog();
  process.stdout.write(`${page}\n`);
}

function rowsOf(page: number) {
  return Array.from({ length: 20 }, (_, n) => {
    const no = page * 20 + n;
    return {
      identity: no.toString(16).padStart(8, '0'),
      eventId: as<EventId>('WPWLVQ'),
      eventName: 'Event',
      eventDate: as<IsoTime>(`2026-08-3${no % 2}T19:00:00+02:00`),
      eventDateMs: zero,
      holder: {
        name: `Dragoslava Mihajlović ${no}`,
        email: `dragoslava${no}@firma.rs`,
        phone: `+38164${1_000_000 + no}`,
      },
      price: { minor: 86_762, currency: 'RSD' },
      promoCode: null,
      purchasedAt: as<IsoTime>('2025-12-05T21:15:23+01:00'),
      purchasedAtMs: zero,
      orderNumber: null,
      language: 'sr',
      country: null,
      entry: null,
      zone: null,
    };
  });
}
