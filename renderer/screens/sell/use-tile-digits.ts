import { useEffect, useEffectEvent } from 'react';
import { navigate } from '../../navigation/navigate.ts';
import { overlayOpen, takesText, typedCharacter } from '../../shell/typed-keys.ts';
import { setQuery } from '../lookup/session.ts';
import { scannerPauseMs, tileOfDigit } from './tile-keys.ts';

/**
 * Digits choose tiles wherever no field has the focus. A digit waits a blink: when more keys follow at once it was a scanner, and the whole
 * code goes to Lookup as on every other screen.
 * @param active false where there is nothing to choose: then digits are typed text, as on every other screen.
 */
export function useTileDigits(choose: (index: number) => void, active: boolean): void {
  const onDigit = useEffectEvent(choose);
  useEffect(() => {
    if (!active) return;
    let held: { readonly key: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;

    const settle = () => {
      const index = held === null ? null : tileOfDigit(held.key);
      held = null;
      if (index !== null) onDigit(index);
    };

    const onKey = (event: KeyboardEvent) => {
      if (overlayOpen() || takesText(event.target as Element | null)) return;
      const typed = typedCharacter({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        isComposing: event.isComposing,
        defaultPrevented: event.defaultPrevented,
        altGraph: event.getModifierState('AltGraph'),
      });
      if (typed === null) return;
      if (held !== null) {
        clearTimeout(held.timer);
        const code = held.key + typed;
        held = null;
        event.preventDefault();
        setQuery(code);
        navigate.main('lookup');
        return;
      }
      if (tileOfDigit(typed) === null || event.repeat) return;
      event.preventDefault();
      held = { key: typed, timer: setTimeout(settle, scannerPauseMs) };
    };

    // On the document: the shell listens on the window and leaves alone what was taken here.
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      if (held !== null) clearTimeout(held.timer);
    };
  }, [active]);
}
