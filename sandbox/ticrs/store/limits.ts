/** How many tickets the generator makes: below, the rare cases do not fit; above, nobody measured. */
export const MIN_TICKETS = 200;
export const MAX_TICKETS = 1_000_000;

export const isUsable = (tickets: number) =>
  Number.isInteger(tickets) && tickets >= MIN_TICKETS && tickets <= MAX_TICKETS;
