import type { AccountId, CatalogueItemId, EpochMs, IsoTime } from '../ids.ts';
import type { Money } from '../money.ts';
import type { ItemRef, ItemType } from './orders.ts';

/** What this door sells: filled in by hand or imported from a calendar. */
export interface CatalogueItem {
  readonly id: CatalogueItemId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly type: ItemType;
  /** Null when the amount is typed by hand at each sale. */
  readonly unitPrice: Money | null;
  readonly currency: string;
  readonly calendarId: number | null;
  readonly ticketTypeId: number | null;
  readonly date: string | null;
  readonly ref?: ItemRef | undefined;
  /** Order on the Sell screen, ascending. */
  readonly position: number;
  /** Where it came from, so that a second import does not double it. */
  readonly importKey: string | null;
}

/** One line of a calendar that may be imported; its price must be confirmed by a person (trap T-6). */
export interface CatalogueCandidate {
  readonly importKey: string;
  readonly eventName: string;
  readonly eventStart: IsoTime;
  readonly eventStartMs: EpochMs;
  /** The event's zone. */
  readonly zone: string;
  readonly ticketTypeName: string;
  /** The platform's number as it stands in the document. */
  readonly rawPrice: number;
  /** The same number read as whole units of the currency. */
  readonly asMajor: Money;
  /** The same number read as minor units; null where the system says that it is whole units. */
  readonly asMinor: Money | null;
  readonly available: boolean;
  /** EventCalendar id where the system tells it (only the sandbox does, trap T-7). */
  readonly calendarId: number | null;
  readonly ref?: ItemRef | undefined;
  readonly alreadyImported: boolean;
}
