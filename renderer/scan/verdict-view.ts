import type { Scan } from './scans.ts';

/** How a verdict looks; its word, shape, colour and sound all say the same. */
export type VerdictKind = 'asking' | 'granted' | 'denied' | 'undecided';

/** What a scan's answer amounts to. A question that could not be answered lets nobody in. */
export function verdictOf(scan: Scan): VerdictKind {
  switch (scan.answer.kind) {
    case 'asking':
      return 'asking';
    case 'problem':
      return 'undecided';
    case 'outcome':
      // Nobody who could know was asked: it may well be a ticket.
      return scan.answer.outcome.reason === 'unknown_here' ? 'undecided' : scan.answer.outcome.access;
  }
}

/** What a key does to the verdict. */
export type VerdictKeyAct = 'ignore' | 'swallow' | 'close' | 'close_and_pass';

/** Scanners end a code with one Enter or two; what follows within this is the tail of the scan that is shown. */
const settleMs = 350;

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead']);

/**
 * Any key closes; a character is also the next scan's first and goes on to Lookup, a function key goes on to its screen. While the system is asked, only
 * Escape and the next scan do.
 */
export function verdictKey(
  stroke: { readonly key: string; readonly command: boolean; readonly repeat: boolean },
  verdict: VerdictKind,
  shownForMs: number,
): VerdictKeyAct {
  if (modifiers.has(stroke.key)) return 'ignore';
  const types = [...stroke.key].length === 1 && stroke.key !== ' ' && !stroke.command;
  const leads = /^F\d+$/.test(stroke.key) || stroke.command;
  if (types || leads) return 'close_and_pass';
  if (verdict === 'asking') return stroke.key === 'Escape' ? 'close' : 'swallow';
  if (stroke.key === 'Enter' && (stroke.repeat || shownForMs < settleMs)) return 'swallow';
  return 'close';
}
