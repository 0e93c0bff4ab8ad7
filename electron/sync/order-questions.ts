import type { OrderStatus } from '../../shared/domain/orders.ts';
import { type Problem, problem, problemOf } from '../../shared/errors.ts';
import type { AccountId, EpochMs, OrderId } from '../../shared/ids.ts';
import type { Line } from './context.ts';
import { type FoundPage, searchOrders } from './online.ts';

/** What the Orders screen wants to know of the platforms. */
export interface OrderQuestion {
  readonly search: string;
  readonly status?: OrderStatus | undefined;
  readonly accountId?: AccountId | undefined;
  /** So many of the newest orders, over all accounts, must be known. */
  readonly newest: number;
}

/** What one platform answered: the newest orders that fit, and how many fit in all. */
export interface OrderAnswer {
  readonly accountId: AccountId;
  readonly ids: readonly OrderId[];
  readonly total: number;
  /** Every fitting order made after this moment is among the ids; null: every one. */
  readonly afterMs: EpochMs | null;
}

/** The platforms' answers to one question. */
export interface OrderAnswers {
  readonly answers: readonly OrderAnswer[];
  /** What kept one from answering. */
  readonly trouble: Problem | null;
  /** False when a system cannot be asked like this, so that its part is what this laptop knows. */
  readonly allAsked: boolean;
}

/** The platforms' pages; an offset is turned into them. */
const perPage = 100;
/** The pages before the one that is looked at are taken as they were, for so long. */
const freshMs = 60_000;
const remembered = 50;

interface Memory {
  readonly pages: readonly FoundPage[];
  readonly atMs: number;
}

/**
 * Asks the platforms' order lists for what staff want to see now, and remembers which orders a search found: a platform that names no customer on an
 * order (trap T-18) finds it by words that this laptop cannot find it by.
 */
export class OrderQuestions {
  readonly #lines: () => Iterable<Line>;
  /** By account, search and status. */
  readonly #answers = new Map<string, Memory>();
  /** By what was asked for on the Lookup screen. */
  readonly #found = new Map<string, readonly OrderAnswer[]>();

  constructor(lines: () => Iterable<Line>) {
    this.#lines = lines;
  }

  /** Asks for the newest orders of a question. */
  async list(question: OrderQuestion): Promise<OrderAnswers> {
    const answers: OrderAnswer[] = [];
    const lines = [...this.#lines()];
    let trouble: Problem | null =
      lines.length === 0 ? { code: 'offline', message: 'no account is running', retryable: true } : null;
    let allAsked = true;
    for (const line of lines) {
      if (question.accountId !== undefined && line.account.id !== question.accountId) continue;
      if (!line.platform.capabilities.has('orders')) continue;
      if (question.status !== undefined && !line.platform.ordersByStatus) {
        allAsked = false;
        continue;
      }
      try {
        const pages = await this.#newest(line, question);
        answers.push(answerOf(line.account.id, pages));
      } catch (error) {
        trouble = problemOf(error);
      }
    }
    return { answers, trouble, allAsked };
  }

  /** What was answered to the same search before: it may name orders that this laptop would not find. Sends nothing. */
  recall(search: string): readonly OrderAnswer[] {
    const known = [...this.found(search)];
    for (const { account } of this.#lines()) {
      const memory = this.#answers.get(keyOf(account.id, { search }));
      if (memory) known.push(answerOf(account.id, memory.pages));
    }
    return known;
  }

  /** What the Lookup screen had the platforms asked for. */
  found(search: string): readonly OrderAnswer[] {
    return this.#found.get(plain(search)) ?? [];
  }

  /**
   * Asks every platform that can search, or one. The orders that are found are remembered under these words.
   * @returns how many. @throws ProblemError when none could be asked.
   */
  async find(search: string, accountId: AccountId | undefined): Promise<number> {
    const found: OrderAnswer[] = [];
    let trouble: unknown = null;
    for (const line of this.#lines()) {
      const { account, context, platform } = line;
      if (!platform.capabilities.has('orders.search') || (accountId ?? account.id) !== account.id) continue;
      try {
        const answer = answerOf(account.id, [await searchOrders(line, { search, page: 1, perPage })]);
        found.push(answer);
        put(this.#found, plain(search), found);
        // Those too that are here already: the lookup now finds them.
        if (answer.ids.length > 0) context.notify('orders.changed', { accountId: account.id, orderIds: answer.ids });
      } catch (error) {
        trouble = error;
      }
    }
    if (found.length === 0) throw trouble ?? problem('capability_missing', 'no connected system can search its orders');
    return found.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  async #newest(line: Line, question: OrderQuestion): Promise<readonly FoundPage[]> {
    const { search, status, newest } = question;
    const upTo = Math.max(1, Math.ceil(newest / perPage));
    const key = keyOf(line.account.id, question);
    const before = this.#answers.get(key);
    const kept = before && line.context.steady() - before.atMs < freshMs ? before.pages : [];
    const pages: FoundPage[] = [];
    for (let page = 1; page <= upTo; page += 1) {
      const known = page < upTo ? kept[page - 1] : undefined;
      const words = search === '' ? {} : { search };
      const answer = known ?? (await searchOrders(line, { ...words, status, page, perPage }));
      pages.push(answer);
      if (page >= answer.pages) break;
    }
    const moved = pages.some(({ total }) => total !== pages.at(-1)?.total);
    this.#answers.delete(key);
    // What moved from one page to the next since the first was asked would be on neither.
    if (moved && kept.length > 0) return this.#newest(line, question);
    put(this.#answers, key, { pages, atMs: line.context.steady() });
    return pages;
  }
}

function answerOf(accountId: AccountId, pages: readonly FoundPage[]): OrderAnswer {
  const last = pages.at(-1);
  const whole = last === undefined || pages.length >= last.pages;
  return {
    accountId,
    ids: pages.flatMap(({ orders }) => orders.map(({ id }) => id)),
    total: last?.total ?? 0,
    afterMs: whole ? null : oldestOf(pages),
  };
}

function oldestOf(pages: readonly FoundPage[]): EpochMs | null {
  let oldest: EpochMs | null = null;
  for (const { orders } of pages) {
    for (const { createdAtMs } of orders) if (oldest === null || createdAtMs < oldest) oldest = createdAtMs;
  }
  return oldest;
}

function keyOf(accountId: AccountId, { search, status }: Pick<OrderQuestion, 'search' | 'status'>): string {
  return [accountId, status ?? '', plain(search)].join('\n');
}

function plain(search: string): string {
  return search.trim().toLowerCase();
}

/** Puts one at the end, and lets the oldest go when there are too many. */
function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > remembered && oldest !== undefined) map.delete(oldest);
}
