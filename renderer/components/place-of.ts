/** Seat and ticket type in one line, the seat first. Many seats are named by their category, which is often the ticket type as well: then once. */
export function placeOf(seat: string | null, ticketType: string | null): string {
  const parts = [seat, ticketType !== null && seat?.includes(ticketType) === true ? null : ticketType];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
