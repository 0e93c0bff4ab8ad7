import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { createKeybindingsHandler } from 'tinykeys';
import { navigate } from '../navigation/navigate.ts';
import { type MainScreen, mainScreens } from '../navigation/routes.ts';
import { noteKey } from '../scan/scans.ts';
import { lookupSession, setQuery } from '../screens/lookup/session.ts';
import { overlayOpen, takesText, typedCharacter } from './typed-keys.ts';
import { useMainScreens } from './use-main-screens.ts';

/** The keys that work on every screen: F1…F9 and Alt+1…9, Escape, and typing. Alt goes by the key's place, so the keyboard's language does not matter. */
export function useShellKeys(): void {
  const shown = useMainScreens();
  const offered = useEffectEvent((screen: MainScreen) => shown.includes(screen));
  useEffect(() => {
    // Overlays close themselves in their own Escape listener; whether one was open must be known before that.
    let overlayWasOpen = false;
    const before = (event: KeyboardEvent) => {
      noteKey(event.key, event.timeStamp);
      overlayWasOpen = overlayOpen();
    };

    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    mainScreens.forEach((screen, index) => {
      const open = (event: KeyboardEvent) => {
        event.preventDefault();
        if (!overlayWasOpen && offered(screen)) navigate.main(screen);
      };
      bindings[`F${index + 1}`] = open;
      bindings[`Alt+Digit${index + 1}`] = open;
    });
    const shortcuts = createKeybindingsHandler(bindings, { ignore: () => false });

    const onKey = (event: KeyboardEvent) => {
      shortcuts(event);
      if (event.defaultPrevented || overlayWasOpen) return;
      if (event.key === 'Escape') {
        if (takesText(document.activeElement)) {
          // Out of the field first: a half-filled form is not left by one key.
          document.querySelector<HTMLElement>('[data-screen-heading]')?.focus();
        } else navigate.back();
        return;
      }
      if (takesText(event.target as Element | null)) return;
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
      event.preventDefault();
      // A fresh search when one comes from another screen; Lookup itself goes on with what stands there.
      const onLookup = document.querySelector('[data-testid="lookup-input"]') !== null;
      const query = onLookup ? lookupSession.get().query + typed : typed;
      flushSync(() => {
        setQuery(query);
        navigate.main('lookup');
      });
      document.querySelector<HTMLElement>('[data-testid="lookup-input"]')?.focus();
    };

    window.addEventListener('keydown', before, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', before, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
