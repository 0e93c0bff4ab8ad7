import type { SandboxProcess } from '../../../sandbox/client.ts';
import type { Tender } from '../../../shared/domain/acts.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Page, Platform } from '../platform.ts';
import type { Fixture } from './fixtures.ts';
import { type Outside, outside } from './outside.ts';

const staff = { priority: 'staff' } as const;

/** Where an ability is proved: a platform with all that its system can be given, and what is on the other side of it. */
export class Proving {
  readonly platform: Platform;
  readonly outside: Outside;
  readonly #fixture: Fixture;
  readonly #sandbox: SandboxProcess;
  /** What may be sold is asked of a whole platform, so that a proof of `catalogue.import` stands by itself. */
  readonly #whole: Platform;

  constructor(fixture: Fixture, sandbox: SandboxProcess, whole: Platform, platform: Platform = whole) {
    this.platform = platform;
    this.outside = outside[fixture.system](sandbox);
    this.#fixture = fixture;
    this.#sandbox = sandbox;
    this.#whole = whole;
  }

  draft(tender?: Tender) {
    return this.#fixture.draft(this.#whole, this.#sandbox, tender);
  }

  /** A sale of its own. */
  async sell(tender?: Tender) {
    const draft = await this.draft(tender);
    return { draft, order: await this.platform.createOrder(draft, staff) };
  }

  /** A sale that the guest has paid. */
  async paid() {
    const sold = await this.sell();
    await this.outside.pay(sold.order);
    return sold;
  }

  async status(id: OrderId) {
    return (await this.platform.order(id, staff)).order.status;
  }
}

/** Every row of a list. */
export async function all<Row>(fetch: (page: number) => Promise<Page<Row>>): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  let total = 0;
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await fetch(page);
    ({ pages, total } = answer);
    rows.push(...answer.rows);
  }
  return { rows, total };
}
