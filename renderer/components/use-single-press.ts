import { useRef } from 'react';

/** A press so soon after one is its echo: a double click, a scanner's second Enter. */
const echoMs = 350;

/** Lets one press through and swallows its echo. A button is greyed only with the next render, and what it does may be money. */
export function useSinglePress(): (act: () => void) => void {
  const last = useRef(Number.NEGATIVE_INFINITY);
  return (act) => {
    const now = performance.now();
    if (now - last.current < echoMs) return;
    last.current = now;
    act();
  };
}
