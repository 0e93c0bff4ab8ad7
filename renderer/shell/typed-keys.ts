/**
 * Typed keys reach the search box from anywhere. A scanner is a keyboard that types a code and Enter within a blink, so no key may
 * be lost while the screen changes: the first keys are added to the query here, and the box takes over once it has the focus.
 * A screen that wants a key for itself calls `preventDefault()` on its keydown.
 */
interface Keystroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  /** AltGr types characters on many keyboards although it reports Ctrl and Alt. */
  readonly altGraph: boolean;
}

/** The character that a keystroke types, or null when it is a command, a space (which presses buttons) or none. */
export function typedCharacter(stroke: Keystroke): string | null {
  if (stroke.defaultPrevented || stroke.isComposing || stroke.metaKey) return null;
  if ((stroke.ctrlKey || stroke.altKey) && !stroke.altGraph) return null;
  if (stroke.key === ' ' || [...stroke.key].length !== 1) return null;
  return stroke.key;
}

/** True when the element takes typed text itself. */
export function takesText(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) {
    return true;
  }
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(element.type);
}

/** True while a dialog, a menu or an open list has the keyboard. */
export function overlayOpen(): boolean {
  return (
    document.querySelector('[role="dialog"], [role="menu"], [aria-haspopup="listbox"][aria-expanded="true"]') !== null
  );
}
