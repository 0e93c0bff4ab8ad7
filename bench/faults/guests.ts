import type { CallInput } from '../../shared/contract/index.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { Rng } from './rng.ts';

const names = ['Ana Jović', 'Đorđe Петровић', 'Юлия Щербакова', 'Zoltán Kovács', 'Jürgen Weiß', "Siobhán O'Brien", ''];
const wares = [
  { type: 'service', name: 'Cloakroom', minor: 20_000 },
  { type: 'product', name: 'Poster  A2', minor: 150_000 },
  { type: 'unpublished_ticket', name: 'Партер', minor: 86_762 },
  { type: 'unpublished_ticket', name: 'Balkon', minor: 120_000 },
] as const;

export type NewSaleInput = CallInput<'sales.create'>;

/**
 * Sales as a door sees them: most guests leave an e-mail, some a phone, some nothing but a name or not even that; few kinds of wares, so that many
 * sales are equal in all that can be compared; some guests come again.
 */
export class Guests {
  readonly #rng: Rng;
  readonly #prefix: string;
  #seq = 0;

  /** @param prefix tells the guests of one till from another's. */
  constructor(rng: Rng, prefix: string) {
    this.#rng = rng;
    this.#prefix = prefix;
  }

  next(accountId: AccountId): NewSaleInput {
    this.#seq += 1;
    return {
      accountId,
      customer: this.#contact(),
      items: this.#items(),
      currency: 'RSD',
    };
  }

  #contact(): NewSaleInput['customer'] {
    const rng = this.#rng;
    const name = rng.pick(names);
    const kind = rng.weighted([
      ['email', 45],
      ['both', 15],
      ['phone', 12],
      ['regular', 8],
      ['none', 20],
    ]);
    const tail = `${this.#prefix}${String(this.#seq).padStart(5, '0')}`;
    const phone = `+3816${String(1_000_000 + this.#seq * 7)}${String(rng.below(10))}`;
    switch (kind) {
      case 'email':
        return { name, email: `Guest.${tail}@example.test`, phone: '' };
      case 'both':
        return { name, email: `guest+${tail}@example.test`, phone };
      case 'phone':
        return { name, email: '', phone };
      case 'regular':
        return { name: 'Ana Jović', email: `regular${rng.below(4)}.${this.#prefix}@example.test`, phone: '' };
      default:
        return { name, email: '', phone: '' };
    }
  }

  #items(): NewSaleInput['items'] {
    const rng = this.#rng;
    const count = rng.chance(0.75) ? 1 : 2;
    return Array.from({ length: count }, () => {
      const ware = rng.pick(wares);
      return {
        type: ware.type,
        name: ware.name,
        unitPrice: { minor: ware.minor, currency: 'RSD' },
        quantity: rng.chance(0.7) ? 1 : 2,
        calendarId: null,
        ticketTypeId: null,
        date: null,
      };
    });
  }
}
