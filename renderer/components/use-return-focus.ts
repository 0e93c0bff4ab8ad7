import { useEffect } from 'react';

/**
 * Gives the focus back to what had it when the calling dialog came, for dialogs that are mounted open and unmounted to close: Mantine returns
 * the focus only where `opened` changes. Where something else has taken the focus meanwhile (another screen's heading), it stays there.
 */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}
