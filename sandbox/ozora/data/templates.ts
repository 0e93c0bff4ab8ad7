/**
 * Ticket templates in the tickets service's list form. Its content is not documented; this shape is the assumption of
 * platform-spec 3.2 (O2).
 */
export interface Template {
  readonly id: number;
  readonly name: string;
  readonly flag: string;
  readonly year: string;
  readonly event: string;
  readonly prices: Readonly<Record<string, { readonly HUF?: number; readonly EUR?: number }>>;
  readonly processors: readonly string[];
}

const BOTH = ['SIMPLE', 'STRIPE-INTENTS'];

/** Flags HU and INT, years 25 and 26, events OZ and DP: a demo token reaches OZ, and DP is out of its scope. */
export const TEMPLATES: readonly Template[] = [
  {
    ...{ id: 1, name: 'O.Z.O.R.A. 2026 Hungarian', flag: 'HU', year: '26', event: 'OZ', processors: BOTH },
    prices: { 'NORMAL-TOTAL-FEE': { HUF: 15000, EUR: 39.5 }, 'FULL-FEE': { HUF: 98000, EUR: 245 } },
  },
  {
    ...{ id: 2, name: 'O.Z.O.R.A. 2026 International', flag: 'INT', year: '26', event: 'OZ', processors: BOTH },
    prices: { 'NORMAL-TOTAL-FEE': { EUR: 260 }, 'FULL-FEE': { HUF: 112000, EUR: 289.99 } },
  },
  {
    ...{ id: 3, name: 'O.Z.O.R.A. 2025 Hungarian', flag: 'HU', year: '25', event: 'OZ', processors: ['SIMPLE'] },
    prices: { 'NORMAL-TOTAL-FEE': { HUF: 84000 } },
  },
  {
    ...{ id: 4, name: 'Dádpuszta 2026', flag: 'HU', year: '26', event: 'DP', processors: ['STRIPE-INTENTS'] },
    prices: { 'FULL-FEE': { HUF: 22000, EUR: 55.5 } },
  },
  // Nothing of it may be paid for any more.
  { ...{ id: 5, name: 'Guest list 2026', flag: 'INT', year: '26', event: 'OZ', processors: BOTH }, prices: {} },
];

const WEIGHTS = [50, 28, 8, 10, 4];

/** Templates as often as they occur. */
export const WEIGHTED_TEMPLATES: readonly Template[] = TEMPLATES.flatMap((template, index) =>
  Array.from({ length: WEIGHTS[index] ?? 1 }, () => template),
);
