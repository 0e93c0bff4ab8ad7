import type { Sale } from '../../shared/domain/acts.ts';
import { type Row, zero } from './report.ts';

/** What a run against a system with books of its own came to. */
export interface SystemResult {
  readonly system: 'vivenu' | 'ozora';
  readonly sales: number;
  /** vivenu: cancellations; O.Z.O.R.A.: payments that guests made. */
  readonly others: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly persons: number;
  /** Sales that were refused, by the words of the refusal; what the platform has of one all the same is counted as doubled. */
  readonly refused: ReadonlyMap<string, number>;
  /** All zero is the promise. */
  readonly verdict: {
    readonly doubled: number;
    readonly lost: number;
    readonly wronglyAdopted: number;
    readonly othersDoubled: number;
    /** Told otherwise here than the books have it. */
    readonly othersLost: number;
    readonly examples: readonly string[];
  };
  readonly trouble: string | null;
  readonly seconds: number;
}

const words = {
  vivenu: { sales: 'sales', others: 'cancellations' },
  ozora: { sales: 'payments started', others: 'payments made' },
} as const;

export function systemRows(result: SystemResult): Row[] {
  const { system, verdict, trouble } = result;
  const { sales, others } = words[system];
  const told = (counts: ReadonlyMap<string, number>) => [...counts].map(([what, n]) => `${what} ${n}`).join(', ');
  return [
    { what: `${system}: ${sales}, ${others}`, measured: `${result.sales}, ${result.others}`, ok: null },
    { what: `${system}: faults planned for writes`, measured: told(result.faults), ok: null },
    zero(`${system}: ${sales} doubled`, verdict.doubled),
    zero(`${system}: ${sales} lost`, verdict.lost),
    zero(`${system}: ${sales} wrongly adopted`, verdict.wronglyAdopted),
    zero(`${system}: ${others} doubled`, verdict.othersDoubled),
    zero(`${system}: ${others} lost or told wrongly`, verdict.othersLost),
    { what: `${system}: ${sales} refused in words`, measured: told(result.refused) || '0', ok: null },
    { what: `${system}: acts that needed a person`, measured: String(result.persons), ok: null },
    { what: `${system}: files and journal checked`, measured: trouble ?? 'clean', ok: trouble === null },
    { what: 'took', measured: `${result.seconds.toFixed(1)} s`, ok: null },
    ...verdict.examples.map((text) => ({ what: 'example', measured: text, ok: false })),
  ];
}

/** Counts refusals by their first line. */
export function refusals(sales: readonly Sale[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { queueState, attempts } of sales) {
    if (queueState !== 'rejected') continue;
    const [why = ''] = attempts.at(-1)?.note.split('\n') ?? [];
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return counts;
}
