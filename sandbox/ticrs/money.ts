/** Major units as the API writes them: 86762 → 867.62. */
export function major(minor: number): number {
  return minor / 100;
}

/** Minor units of a decimal number in major units, rounded to the cent. */
export function minorOf(amount: number): number {
  return Math.round(amount * 100 + (amount >= 0 ? 1e-6 : -1e-6));
}
