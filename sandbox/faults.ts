/** What can go wrong between a client and a platform, on demand. */
export const FAULT_KINDS = [
  'latency',
  'latency_after',
  '429',
  '422',
  '500',
  '500html',
  'html200',
  'reset_before',
  'reset_after',
  'reset_late',
  'timeout_after',
  '500_after',
  'truncate',
  'wrong_field',
  'stale_page',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRequest {
  readonly kind: FaultKind;
  /** Of which system's requests; absent: of every system's. */
  readonly system?: string | undefined;
  /** Beginning of `METHOD /path?query` or of `/path`; a regular expression when it starts with `^`. Absent: every request. */
  readonly route?: string | undefined;
  /** How many requests it strikes; -1 until it is deleted. */
  readonly count?: number | undefined;
  /** Matching requests let through first. */
  readonly skip?: number | undefined;
  /** latency: how long before the request is handled; latency_after: how long the answer waits; reset_late: how long after the connection died the work is done. */
  readonly ms?: number | undefined;
  /** 429: seconds. */
  readonly retryAfter?: number | undefined;
  /** wrong_field: `data.0.price_paid.amount`; `*` stands for every element. 422: the field that is refused. */
  readonly path?: string | undefined;
  /** wrong_field: what stands there instead. 422: the sentence. */
  readonly value?: unknown;
  /** wrong_field: the field is left out. */
  readonly remove?: boolean | undefined;
}

export interface Fault extends FaultRequest {
  readonly id: number;
  left: number;
  skipped: number;
  /** Requests struck so far. */
  hits: number;
}

export interface Faults {
  add(request: FaultRequest): Fault;
  list(): readonly Fault[];
  /** All, or one by id. */
  clear(id?: number): void;
  /** Faults that strike this request; each is used up by one. A stale page strikes only where an older answer is known. */
  take(target: string, hasStale: boolean, system?: string): Fault[];
  /** True while a page stands in front of everything (`html200` without an end): it answers what is not the API too. */
  isPortal(target: string, system?: string): boolean;
}

function matches(fault: Fault, target: string): boolean {
  const { route } = fault;
  if (route === undefined || route === '') return true;
  if (route.startsWith('^')) return new RegExp(route).test(target);
  return (route.startsWith('/') ? target.slice(target.indexOf(' ') + 1) : target).startsWith(route);
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  let lastId = 0;
  const strikes = (fault: Fault) => {
    if (fault.skipped < (fault.skip ?? 0)) {
      fault.skipped++;
      return false;
    }
    fault.hits++;
    if (fault.left > 0) fault.left--;
    return true;
  };
  return {
    add: (request) => {
      const fault = { ...request, id: ++lastId, left: request.count ?? 1, skipped: 0, hits: 0 };
      faults.push(fault);
      return fault;
    },
    list: () => faults,
    clear: (id) => {
      faults = id === undefined ? [] : faults.filter((fault) => fault.id !== id);
    },
    take: (target, hasStale, system) => {
      const struck: Fault[] = [];
      for (const fault of faults) {
        if (fault.left === 0 || !matches(fault, target)) continue;
        if (fault.system !== undefined && fault.system !== system) continue;
        if (fault.kind === 'stale_page' && !hasStale) continue;
        // Any number of delays, but only one other thing at a time.
        if (fault.kind !== 'latency' && struck.some((other) => other.kind !== 'latency')) continue;
        if (strikes(fault)) struck.push(fault);
      }
      return struck;
    },
    isPortal: (target, system) =>
      faults.some(
        (fault) =>
          fault.kind === 'html200' &&
          fault.left < 0 &&
          (fault.system === undefined || fault.system === system) &&
          matches(fault, target),
      ),
  };
}

/** Puts `value` at `path`, or removes what is there; unknown paths leave the body as it is. */
export function spoil(body: unknown, path: string, value: unknown, remove: boolean): void {
  const [head = '', ...rest] = path.split('.');
  if (typeof body !== 'object' || body === null) return;
  const node = body as Record<string, unknown>;
  for (const key of head === '*' ? Object.keys(node) : [head]) {
    if (rest.length > 0) spoil(node[key], rest.join('.'), value, remove);
    else if (!remove) node[key] = value ?? null;
    else if (Array.isArray(body)) body.splice(Number(key), 1);
    else delete node[key];
  }
}
