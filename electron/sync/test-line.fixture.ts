import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '../../shared/domain/settings.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import { as, type EpochMs, type SaleId } from '../../shared/ids.ts';
import { type OpenedCache, openCache } from '../cache/open.ts';
import { accountId, anAccount, aSale, TestLedger } from '../ledger/test-ledger.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platforms/platform.ts';
import { type Line, newMemory, type SyncContext } from './context.ts';
import { FakePlatform, type Fate } from './fake-platform.fixture.ts';
import { type Pace, usualPace } from './pace.ts';
import { pushDue } from './push.ts';
import { reconcileDue } from './reconcile.ts';
import { StatusBoard } from './status-board.ts';

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, hide: () => {} };

/** One account's line over a real ledger and a real cache, with a platform in memory and a clock that moves when told. */
export class TestLine {
  readonly it = new TestLedger();
  readonly folder = mkdtempSync(join(tmpdir(), 'willcall-line-'));
  readonly fake: FakePlatform;
  readonly told: string[] = [];
  readonly errors: string[] = [];
  readonly pace: Pace;
  /** Milliseconds since the test began, whatever the laptop's clock shows. */
  passedMs = 0;
  /** Platform's clock minus the laptop's. */
  skewMs = 0;
  readonly #mute: boolean;
  readonly #cache: OpenedCache;
  #line: Line;

  /**
   * @param options.mute the platform tells its time only where the test says so.
   * @param options.change makes the platform in memory do something else.
   */
  constructor(
    options: {
      readonly pace?: Partial<Pace>;
      readonly platform?: Platform;
      readonly mute?: boolean;
      readonly change?: (platform: Platform, fake: FakePlatform) => Platform;
    } = {},
  ) {
    this.#mute = options.mute ?? false;
    this.pace = { ...usualPace, ...options.pace };
    this.fake = new FakePlatform(() => this.it.nowMs + this.skewMs);
    this.#cache = openCache({
      file: join(this.folder, 'cache.db'),
      key: randomBytes(32).toString('hex'),
      now: () => this.it.nowMs,
    });
    this.#line = this.#make(options.platform ?? options.change?.(this.fake.platform, this.fake) ?? this.fake.platform);
  }

  get line(): Line {
    return this.#line;
  }

  get ledger() {
    return this.it.ledger;
  }

  /** Time passes for everybody. */
  pass(ms: number): void {
    this.it.nowMs += ms;
    this.passedMs += ms;
    this.fake.tick();
  }

  /** The laptop sleeps, and its steady clock stands still. */
  sleep(ms: number): void {
    this.it.nowMs += ms;
    this.fake.tick();
    this.#line.board.woke();
  }

  /** Somebody sets the laptop's clock: the platform's stays. */
  setClock(byMs: number): void {
    this.it.nowMs += byMs;
    this.skewMs -= byMs;
    if (!this.#mute) this.hear();
  }

  /** An answer tells the platform's time. @param offMs by how much its long way makes it look later or earlier than it was. */
  hear(offMs = 0): void {
    this.#line.board.hearClock({ skewMs: this.skewMs + offMs, withinMs: Math.abs(offMs) + 600, sure: true });
  }

  /** The process dies and starts again. */
  restart(): void {
    this.it.reopen();
    this.it.ledger.queue.recoverInterrupted(this.it.act());
    this.#line = this.#make(this.#line.platform);
  }

  /** Writes a sale down, of Ana's unless said otherwise. */
  sell(contact: Partial<Contact> = { name: 'Ana', email: 'ana@example.test' }): SaleId {
    return this.ledger.sales.create(aSale(contact), this.it.act()).id;
  }

  /** Sends what is due. @param fates what becomes of the requests, in their order; the rest go well. */
  async push(...fates: Fate[]): Promise<void> {
    this.fake.fates = fates;
    await pushDue(this.line);
  }

  /** Looks and sends as time goes by, until nothing is waiting or the time is over. */
  async settle(ms = 400_000): Promise<void> {
    for (let passed = 0; passed < ms && this.ledger.queue.counts().waiting > 0; passed += 2_000) {
      this.pass(2_000);
      await reconcileDue(this.line);
      await pushDue(this.line);
    }
  }

  remove(): void {
    this.#line.board.close();
    this.#cache.cache.close();
    this.it.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #make(platform: Platform): Line {
    const { it } = this;
    const now = (): EpochMs => as<EpochMs>(it.nowMs);
    const steady = (): number => this.passedMs;
    const context: SyncContext = {
      cache: () => this.#cache.cache,
      // The ledger is another one after each restart.
      get ledger() {
        return it.ledger;
      },
      settings: () => defaultSettings,
      staffName: () => 'Mila',
      now,
      steady,
      pace: this.pace,
      notify: (name) => this.told.push(name),
      log: { ...silent, error: (message) => this.errors.push(message) },
    };
    const board = new StatusBoard({
      now,
      steady,
      changed: () => undefined,
      backOnline: () => this.told.push('back online'),
      question: () => this.told.push('question'),
      health: 'ok',
    });
    if (!this.#mute) board.hearClock({ skewMs: this.skewMs, withinMs: 600, sure: true });
    const account = { ...anAccount(accountId), demo: false };
    return { context, account, platform, board, memory: newMemory(), signal: new AbortController().signal };
  }
}
