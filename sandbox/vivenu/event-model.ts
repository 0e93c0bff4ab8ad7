/** Events and their ticket types (V20, V21 of platform-spec). */

export interface TicketType {
  readonly _id: string;
  name: string;
  price: number;
  /** How many there are in all. */
  amount: number;
  active: boolean;
  posActive: boolean;
  readonly categoryRef: string;
  readonly taxRate: number;
  minAmountPerOrder: number;
  maxAmountPerOrder: number;
  readonly description: string | null;
  readonly barcodePrefix?: string | undefined;
  readonly scanSettings: { readonly allowedScanCount: number };
  readonly requiresPersonalization: boolean;
}

export interface Event {
  readonly _id: string;
  readonly sellerId: string;
  name: string;
  readonly eventType: 'SINGLE' | 'GROUP' | 'RECURRENCE' | 'ROOT';
  readonly rootId?: string | undefined;
  readonly childEvents: string[];
  readonly start: string;
  readonly end: string;
  readonly sellStart: string;
  readonly sellEnd: string;
  maxAmount: number;
  readonly maxAmountPerOrder: number;
  readonly locationName: string;
  readonly locationStreet: string;
  readonly locationCity: string;
  readonly locationPostal: string;
  readonly locationCountry: string;
  readonly timezone: string;
  readonly image: string | null;
  readonly categories: { readonly _id: string; readonly name: string; readonly ref: string; amount: number }[];
  tickets: TicketType[];
  readonly createdAt: string;
  updatedAt: string;
}
