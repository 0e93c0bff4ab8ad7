import type { CatalogueCandidate } from '../../../shared/domain/catalogue.ts';
import type { Statistics } from '../../../shared/domain/sync.ts';
import type { AccountId, EpochMs, EventId } from '../../../shared/ids.ts';
import type { RateBudget } from '../budget.ts';
import { decode, unwrapped, wrongField } from '../decode.ts';
import type { Ask, Page, SetAsideRow } from '../platform.ts';
import { startsOn, toCandidates } from './catalogue.ts';
import { toStatistics } from './mapping.ts';
import { readResourcePage, resourcePerPage } from './pagination.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

const eventsEndpoint = 'GET /api/mediapartner/v1/events';
/** More published dates than this on one day are not asked for: it only decides which tickets are pulled first. */
const mostDayPages = 4;
/** The catalogue of a whole platform is long; an organizer's part of it is at its start or not at all. */
const mostCataloguePages = 40;

/** The mediapartner group (T3, T4). */
export class MediaPartnerApi {
  readonly #call: Call;
  /** One request a minute, beside the shared budget. */
  readonly #statisticsBudget: RateBudget;
  readonly #now: () => EpochMs;

  constructor(call: Call, statisticsBudget: RateBudget, now: () => EpochMs) {
    this.#call = call;
    this.#statisticsBudget = statisticsBudget;
    this.#now = now;
  }

  /** T3: every ticket type of every published date from today on. */
  async candidates(ask: Ask): Promise<readonly CatalogueCandidate[]> {
    const map = (event: Parameters<typeof toCandidates>[0]) => toCandidates(event, this.#now());
    return (await this.#all({}, map, mostCataloguePages, ask)).flat();
  }

  /** T3: events that have a date starting on that day. */
  async eventsOnDay(day: string, ask: Ask): Promise<readonly EventId[]> {
    const map = (event: Parameters<typeof startsOn>[0]) => startsOn(event, day);
    const found = await this.#all({ date_from: day, date_to: day }, map, mostDayPages, ask);
    return found.filter((id) => id !== null);
  }

  /**
   * T4, both days inclusive.
   * @throws PlatformError `rate_limited` with the time to wait when the minute is not over: staff look at what is known meanwhile.
   */
  async statistics(
    from: string,
    to: string,
    accountId: AccountId,
    ask: Ask,
  ): Promise<Omit<Statistics, 'stale' | 'askAgainAt'>> {
    const call: ApiCall = {
      method: 'GET',
      template: '/api/mediapartner/v1/statistics',
      query: { start_date: from, end_date: to },
    };
    const send = async () => ({ body: await this.#call(call, ask), limits: undefined });
    const { body } = await this.#statisticsBudget.run(ask, send, 0);
    const raw = decode(schemas.statistics, unwrapped(body), endpointOf(call));
    return toStatistics(raw, { accountId, from, to, fetchedAt: this.#now() });
  }

  async #all<Row>(
    query: ApiCall['query'],
    map: (event: Parameters<typeof toCandidates>[0]) => Row,
    mostPages: number,
    ask: Ask,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    let trouble: SetAsideRow | undefined;
    let pages = 1;
    for (let page = 1; page <= Math.min(pages, mostPages); page += 1) {
      const answer: Page<Row> = await this.#page({ ...query, page, per_page: resourcePerPage }, map, ask);
      rows.push(...answer.rows);
      trouble ??= answer.setAside[0];
      pages = answer.pages;
    }
    // Single events that cannot be read are left out; none that can is no empty calendar but a changed platform.
    if (rows.length === 0 && trouble !== undefined) throw wrongField(eventsEndpoint, trouble.field, trouble.message);
    return rows;
  }

  async #page<Row>(
    query: ApiCall['query'],
    map: (event: Parameters<typeof toCandidates>[0]) => Row,
    ask: Ask,
  ): Promise<Page<Row>> {
    const call: ApiCall = { method: 'GET', template: '/api/mediapartner/v1/events', query };
    return readResourcePage(await this.#call(call, ask), endpointOf(call), schemas.mediaPartnerEvent, map);
  }
}
