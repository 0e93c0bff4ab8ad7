import type { AccountHealth } from '../../shared/domain/accounts.ts';
import type { CatalogueCandidate } from '../../shared/domain/catalogue.ts';
import type { Statistics, SyncStatus } from '../../shared/domain/sync.ts';
import type { Ticket } from '../../shared/domain/tickets.ts';
import { type Problem, problem } from '../../shared/errors.ts';
import { type AccountId, as, type EpochMs, type OrderId, type SaleId } from '../../shared/ids.ts';
import { factNames } from '../cache/fact-names.ts';
import type { AccountRecord } from '../ledger/ledger.ts';
import type { HeardClock } from '../platforms/http.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Secret } from '../secret.ts';
import { AccountLoops } from './account-loops.ts';
import { type Line, newMemory, type SyncContext } from './context.ts';
import { catalogueCandidates, refreshGuest, refreshOrder } from './online.ts';
import { OrderQuestions } from './order-questions.ts';
import { readStatistics } from './statistics.ts';
import { StatusBoard } from './status-board.ts';
import { unreadCount } from './unread-rows.ts';
import { wait } from './wait.ts';

interface Running {
  readonly line: Line;
  readonly loops: AccountLoops;
  readonly stop: AbortController;
}

/** Nobody is taken to look at a Pay screen that is left open longer. */
const watchedAtMostMs = 45 * 60_000;

/** A Pay screen that has not opened by then does not open. */
const opensWithinMs = 5_000;

/** How long an account's end may wait for a request that is on its way. */
const endWithinMs = 5_000;

/** Carries between the two stores and the platforms, for all accounts; asks a platform at once for what staff want to know now. */
export class Sync {
  readonly #context: SyncContext;
  #watched: SaleId | null = null;
  #glance: AbortController | null = null;
  readonly #running = new Map<AccountId, Running>();
  /** Work that was told to end and still waits for a request on its way. */
  readonly #ending = new Map<AccountId, Promise<void>>();
  #closed = false;
  /** Accounts that cannot run, and why: their key is missing, or was refused when they last tried. */
  readonly #resting = new Map<AccountId, { readonly health: AccountHealth; readonly problem: Problem }>();

  /** What staff ask of the platforms' order lists. */
  readonly orders = new OrderQuestions(() => [...this.#running.values()].map(({ line }) => line));

  constructor(context: SyncContext) {
    this.#context = context;
  }

  /**
   * Starts an account's work with its platform.
   * @throws Error while the account runs, or when all work has ended: a second line at one queue would take what the first is sending for lost.
   */
  start(account: AccountRecord, makePlatform: (onClockSkew: (heard: HeardClock) => void) => Platform): void {
    if (this.#running.has(account.id)) throw new Error('the account runs already');
    if (this.#closed) throw new Error('all work has ended');
    this.#resting.delete(account.id);
    const stop = new AbortController();
    const loops: { current: AccountLoops | null } = { current: null };
    const board = new StatusBoard({
      now: this.#context.now,
      steady: this.#context.steady,
      health: 'unchecked',
      changed: () => this.#tellStatus(account.id),
      backOnline: () => loops.current?.backOnline(),
      question: () => loops.current?.question(),
    });
    const platform = makePlatform((heard) => board.hearClock(heard));
    const line: Line = {
      context: this.#context,
      account,
      platform,
      board,
      memory: newMemory(),
      signal: stop.signal,
    };
    loops.current = new AccountLoops(line, this.#ending.get(account.id));
    this.#running.set(account.id, { line, loops: loops.current, stop });
  }

  /** Says why an account does not run; shown where its state is shown. */
  rest(accountId: AccountId, health: AccountHealth, why: Problem): void {
    this.#resting.set(accountId, { health, problem: why });
  }

  /**
   * Ends an account's work; what is on its way to the platform is let finish by its own request. Whoever asks while another's stop waits for such a
   * request waits with it.
   */
  async stop(accountId: AccountId): Promise<void> {
    this.#resting.delete(accountId);
    const running = this.#running.get(accountId);
    if (running) this.#end(accountId, running);
    const ending = this.#ending.get(accountId);
    if (!ending) return;
    // A request that may move money is not cut off; one whose answer does not come is looked for at the next start.
    const enough = new AbortController();
    await Promise.race([ending, wait(endWithinMs, enough.signal)]);
    enough.abort();
  }

  /** Ends all work; none is begun any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running.keys(), ...this.#ending.keys()].map((id) => this.stop(id)));
  }

  health(accountId: AccountId): AccountHealth {
    return this.#running.get(accountId)?.line.board.health ?? this.#resting.get(accountId)?.health ?? 'unchecked';
  }

  platform(accountId: AccountId): Platform | null {
    return this.#running.get(accountId)?.line.platform ?? null;
  }

  /** The platform has accepted the account's key outside its line. */
  verified(accountId: AccountId): void {
    this.#running.get(accountId)?.line.board.setHealth('ok');
  }

  /** Accounts whose system does not list its doors' scans to this key. */
  blindDoors(): readonly AccountId[] {
    return [...this.#running].filter(([, { line }]) => line.memory.doorsUnknown).map(([id]) => id);
  }

  statuses(): readonly SyncStatus[] {
    return this.#context.ledger.accounts.list().map((account) => this.status(account.id));
  }

  status(accountId: AccountId): SyncStatus {
    const { facts, tickets } = this.#context.cache();
    const time = (name: string): EpochMs | null => {
      const text = facts.get(accountId, name);
      return text === null ? null : as<EpochMs>(Number(text));
    };
    const expected = facts.get(accountId, factNames.expectedTickets);
    const stored = {
      freshAt: time(factNames.freshAt),
      completeAt: time(factNames.completeAt),
      ordersReadAt: time(factNames.ordersReadAt),
      tickets: tickets.count(accountId),
      expectedTickets: expected === null ? null : Number(expected),
      setAside: tickets.setAsideCount(accountId) + unreadCount(this.#context.cache(), accountId),
      queue: this.#context.ledger.queue.counts(accountId),
    };
    const running = this.#running.get(accountId);
    if (running) return running.line.board.status(accountId, stored);
    return {
      accountId,
      connectivity: 'unknown',
      lastAnswerAt: null,
      pull: null,
      problem: this.#resting.get(accountId)?.problem ?? null,
      clockSkewMs: null,
      ...stored,
    };
  }

  /**
   * By how much the laptop's clock is behind the platform's (ms; less than zero: ahead), where it is off by minutes; else zero. Without an account: of
   * the platform from which it is off most.
   */
  clockOffMs(accountId?: AccountId): number {
    if (accountId !== undefined) return this.#running.get(accountId)?.line.board.clockOffMs ?? 0;
    let worst = 0;
    for (const { line } of this.#running.values()) {
      const off = line.board.clockOffMs;
      if (Math.abs(off) > Math.abs(worst)) worst = off;
    }
    return worst;
  }

  pullNow(accountId: AccountId | undefined, full: boolean): void {
    for (const [id, { loops }] of this.#running) {
      if (accountId === undefined || id === accountId) loops.pullNow(full);
    }
  }

  /** Something was written to the queue: it is sent without waiting. */
  queueChanged(accountId: AccountId): void {
    this.#running.get(accountId)?.loops.queueChanged();
    this.#context.notify('queue.changed', this.#context.ledger.queue.counts());
    this.#running.get(accountId)?.line.board.touch();
  }

  /** A sale was made, and its Pay screen opens: the platform may refuse it before the screen can say that it stands. */
  expectWatch(saleId: SaleId): void {
    this.watch(saleId, opensWithinMs);
  }

  /**
   * A Pay screen shows this sale (null: none does).
   * @param forMs how long somebody is taken to look at it.
   */
  watch(saleId: SaleId | null, forMs = watchedAtMostMs): void {
    this.#watched = saleId;
    const accountId = saleId === null ? null : this.#context.ledger.sales.get(saleId)?.accountId;
    for (const [id, { loops }] of this.#running) loops.watch(id === accountId ? saleId : null, forMs);
  }

  /** The secret payment page of the sale that a Pay screen shows; null for any other. */
  secretLink(saleId: SaleId): Secret | null {
    if (saleId !== this.#watched) return null;
    const accountId = this.#context.ledger.sales.get(saleId)?.accountId;
    const running = accountId === undefined ? undefined : this.#running.get(accountId);
    return running?.line.memory.secretLinks.get(saleId) ?? null;
  }

  /** The machine woke up. */
  wake(): void {
    for (const { line, loops } of this.#running.values()) {
      line.board.woke();
      loops.backOnline();
    }
  }

  /**
   * Asks for a guest's orders, of one guest at a time.
   * @param unasked true when nobody pressed for it: then it ends, without an error, as soon as the guest is left.
   */
  async refreshGuest(accountId: AccountId, ticket: Ticket, unasked: boolean): Promise<void> {
    this.leaveGuest();
    const line = this.line(accountId);
    if (!unasked) return refreshGuest(line, ticket, 'staff');
    const glance = new AbortController();
    this.#glance = glance;
    try {
      await refreshGuest({ ...line, signal: AbortSignal.any([line.signal, glance.signal]) }, ticket, 'aside');
    } catch (error) {
      if (!glance.signal.aborted) throw error;
    }
  }

  /** The guest who was looked at is left: what nobody pressed for need not be asked any more. */
  leaveGuest(): void {
    this.#glance?.abort();
    this.#glance = null;
  }

  async refreshOrder(accountId: AccountId, orderId: OrderId): Promise<void> {
    await refreshOrder(this.line(accountId), orderId);
  }

  candidates(accountId: AccountId): Promise<readonly CatalogueCandidate[]> {
    return catalogueCandidates(this.line(accountId));
  }

  statistics(accountId: AccountId, from: string, to: string): Promise<Statistics> {
    return readStatistics(this.line(accountId), from, to);
  }

  /** An account's line to its platform. @throws ProblemError when the account does not run. */
  line(accountId: AccountId): Line {
    const running = this.#running.get(accountId);
    if (running) return running.line;
    const resting = this.#resting.get(accountId);
    if (resting) throw problem(resting.problem.code, resting.problem.message, { retryable: resting.problem.retryable });
    throw problem('account_missing', 'this account is no longer connected');
  }

  /** Lines of the accounts that run. */
  lines(): readonly Line[] {
    return [...this.#running.values()].map(({ line }) => line);
  }

  #end(accountId: AccountId, running: Running): void {
    this.#running.delete(accountId);
    running.stop.abort();
    running.line.board.close();
    const before = this.#ending.get(accountId);
    const ended = Promise.all([before, running.loops.ended()]).then(() => {
      if (this.#ending.get(accountId) === ended) this.#ending.delete(accountId);
    });
    this.#ending.set(accountId, ended);
  }

  #tellStatus(accountId: AccountId): void {
    if (this.#running.has(accountId)) this.#context.notify('sync.status', this.status(accountId));
  }
}
