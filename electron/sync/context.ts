import type { ContractEvents, EventName } from '../../shared/contract/events.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Problem } from '../../shared/errors.ts';
import { as, type EpochMs, type SaleId } from '../../shared/ids.ts';
import type { Cache } from '../cache/cache.ts';
import type { AccountRecord, Act, Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Secret } from '../secret.ts';
import { HostSigns } from './host-signs.ts';
import type { Pace } from './pace.ts';
import { SearchProof } from './search-proof.ts';
import type { StatusBoard } from './status-board.ts';

/** Tells the windows that something changed. */
export type Notify = <Name extends EventName>(name: Name, payload: ContractEvents[Name]) => void;

/** What all of sync works with. */
export interface SyncContext {
  readonly cache: () => Cache;
  readonly ledger: Ledger;
  readonly settings: () => Settings;
  readonly staffName: () => string;
  readonly now: () => EpochMs;
  /** Milliseconds that never jump, whatever is done to the laptop's clock. */
  readonly steady: () => number;
  readonly pace: Pace;
  readonly notify: Notify;
  readonly log: Log;
}

/** By what a platform's order search may find a sale. */
export type SearchKind = 'email' | 'phone' | 'reference' | 'name';

/** One thing that a sale's order carried. */
export interface SearchTerm {
  readonly kind: SearchKind;
  readonly text: string;
}

/** What a line remembers as long as it runs. */
export interface LineMemory {
  /** By act id: when (steady) its fate was first known to be in doubt. */
  readonly inDoubtSince: Map<string, number>;
  /** By act id: how often in a row the platform failed when it was asked what became of it. */
  readonly failedLooks: Map<string, { readonly times: number; readonly sinceSteadyMs: number }>;
  /** What the platform's search was seen to find. */
  readonly proof: SearchProof;
  /** Open sales that the newest list of orders did not show. */
  unlisted: ReadonlySet<SaleId>;
  /** By sale that is asked for by itself: when (steady) it is asked for again, and how often in a row nothing came. */
  readonly looks: Map<SaleId, { readonly dueAt: number; readonly failures: number }>;
  /** By act id: who waits for the platform's answer, and the refusal if it is one. */
  readonly waiting: Map<string, { refusal: Problem | null; readonly wake: () => void }>;
  /** The sale that a Pay screen shows, and until when (steady) somebody is taken to look at it. */
  watched: { readonly saleId: SaleId; readonly until: number } | null;
  /** The system does not list its doors' scans to this key: not asked again while this line runs. */
  doorsUnknown: boolean;
  /** Signs of a host that has shown them while the platform itself answered. */
  readonly hostSigns: HostSigns;
  /** Payment pages whose addresses hold a secret, of sales that await their payment (trap O-13): nowhere but here. */
  readonly secretLinks: Map<SaleId, Secret>;
}

export function newMemory(): LineMemory {
  return {
    ...{ inDoubtSince: new Map(), failedLooks: new Map(), proof: new SearchProof(), secretLinks: new Map() },
    ...{ doorsUnknown: false, hostSigns: new HostSigns() },
    ...{ unlisted: new Set<SaleId>(), looks: new Map(), waiting: new Map(), watched: null },
  };
}

/** One account's side of sync: its platform, how it stands, and the signal that ends its work. */
export interface Line {
  readonly context: SyncContext;
  readonly account: AccountRecord;
  readonly platform: Platform;
  readonly board: StatusBoard;
  readonly memory: LineMemory;
  readonly signal: AbortSignal;
}

/** True while somebody looks at this sale on a Pay screen. */
export function isWatched({ context, memory }: Pick<Line, 'context' | 'memory'>, saleId: SaleId): boolean {
  return memory.watched?.saleId === saleId && context.steady() < memory.watched.until;
}

/** Who acts when sync writes to the ledger. */
export function syncAct(context: SyncContext): Act {
  return { by: context.staffName(), now: context.now() };
}

/** The present moment for facts that people see the age of: the laptop's clock, or the platform's where the laptop's is off. */
export function factNow(line: Pick<Line, 'context' | 'board'>): EpochMs {
  return as<EpochMs>(line.context.now() + line.board.clockOffMs);
}

/** The present moment by the platform's clock: what a laptop that is a day off must filter and compare by. */
export function platformNow(line: Pick<Line, 'context' | 'board'>): EpochMs {
  return as<EpochMs>(line.context.now() + line.board.skewMs);
}
