import { type Guest, REGULARS } from '../../data/names.ts';
import { makeGuest } from '../../data/people.ts';
import type { Rng } from '../../data/rng.ts';
import { type Buyer, fullName } from '../assemble.ts';
import type { Ids } from '../ids.ts';
import type { Customer } from '../model.ts';
import { SELLER } from './catalogue.ts';

const STREETS = [
  'Venloer Straße',
  'Rue de l’Église',
  'Andrássy út',
  'Bulevar oslobođenja',
  'Невский проспект',
  'Brixton Hill',
];
const LANGUAGES: Readonly<Record<string, string>> = { de: 'de', en: 'en-GB', ru: 'ru' };

/** Customers buy again; guests leave a name and an address only, without `customerId`. */
export function createBuyers(rng: Rng, ids: Ids, addCustomer: (doc: Customer) => void) {
  const known: { guest: Guest; buyer: Buyer }[] = [];
  let serial = 0;

  const buyerFrom = (guest: Guest): Buyer => {
    const [first = '', ...rest] = guest.name.split(' ');
    const familyFirst = guest.language === 'hu';
    const others = rest.join(' ');
    const address = rng.chance(0.45);
    return {
      ...(familyFirst ? { prename: others, lastname: first } : { prename: first, lastname: others }),
      ...{ email: guest.email, phone: rng.chance(0.6) ? guest.phone : undefined },
      company: rng.chance(0.05) ? `${others} GmbH` : undefined,
      street: address ? `${rng.pick(STREETS)} ${1 + rng.int(180)}` : undefined,
      ...{ city: address ? 'Köln' : undefined, postal: address ? String(50_000 + rng.int(1000)) : undefined },
      country: guest.country === '' ? undefined : guest.country,
      // Not every language of a guest is one of the platform's.
      language: LANGUAGES[guest.language] ?? 'de',
    };
  };

  return (ms: number): Buyer => {
    if (known.length > 0 && rng.chance(0.35)) return rng.pick(known).buyer;
    const regular = REGULARS[serial];
    const guest = regular ?? makeGuest(rng, serial);
    serial++;
    const buyer = buyerFrom(guest);
    if (!regular && rng.chance(0.3)) return rng.chance(0.08) ? { ...buyer, email: undefined } : buyer;
    const at = new Date(ms).toISOString();
    const customerId = ids.object(ms);
    const facts = { prename: buyer.prename, lastname: buyer.lastname, company: buyer.company, phone: buyer.phone };
    addCustomer({
      ...{ _id: customerId, sellerId: SELLER, number: String(100_000 + serial), primaryEmail: guest.email },
      ...{ name: fullName(buyer) ?? guest.name, ...facts, country: buyer.country, preferredLanguage: buyer.language },
      ...{ createdAt: at, updatedAt: at },
    });
    const customer = { guest, buyer: { ...buyer, customerId } };
    known.push(customer);
    return customer.buyer;
  };
}
