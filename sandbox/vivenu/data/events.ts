/** What the demo seller puts on; times are wall-clock times of the place. */

export interface TypePlan {
  readonly name: string;
  /** EUR, decimals as on the wire. */
  readonly price: number;
  /** Numbered seats; else standing room. */
  readonly seats?: boolean;
  readonly soldOut?: boolean;
  /** Its tickets wait for their guests' details. */
  readonly personal?: boolean;
  /** Beginning of its barcodes, at most two characters. */
  readonly prefix?: string;
  /** How often a ticket may come in; 1 by default. */
  readonly allowedScans?: number;
  readonly description?: string;
}

export interface EventPlan {
  readonly name: string;
  readonly eventType?: 'SINGLE' | 'ROOT';
  /** Days from the day of generation; 0 is tonight. */
  readonly days: readonly number[];
  readonly hour: number;
  readonly minute?: number;
  readonly minutes: number;
  readonly location: string;
  readonly street: string;
  readonly city: string;
  readonly postal: string;
  /** Where it is not in Germany: its clocks, and by how many hours they are behind Berlin's all year. */
  readonly abroad?: { readonly country: string; readonly timezone: string; readonly behindHours: number };
  /** Has a seating plan, so that standing room is a seating object too. */
  readonly seated?: boolean;
  readonly soldOut?: boolean;
  readonly taxRate: number;
  /** How well it sells against the others. */
  readonly weight: number;
  readonly types: readonly TypePlan[];
}

/** Tonight's events together; the first of the list takes most of it. */
export const TONIGHT_SHARE = 0.4;

const hall = { location: 'Kulturhaus Nord, Großer Saal', street: 'Lagerstraße 12', city: 'Köln', postal: '50823' };
const club = { location: 'Kulturhaus Nord, Keller', street: 'Lagerstraße 12', city: 'Köln', postal: '50823' };
const pub = {
  ...{ location: 'The Tin Kettle', street: '7 Weir Lane', city: 'London', postal: 'SE1 0AA' },
  abroad: { country: 'GB', timezone: 'Europe/London', behindHours: 1 },
};
const park = { location: 'Freilichtbühne am Weiher', street: 'Am Weiher 1', city: 'Köln', postal: '50674' };

export const EVENTS: readonly EventPlan[] = [
  {
    name: 'Kammerabend: Quartett Nordwind',
    ...{ days: [0], hour: 20, minutes: 130, ...hall, seated: true, taxRate: 0.07, weight: 6 },
    types: [
      { name: 'Parkett', price: 42.5, seats: true, prefix: '42' },
      { name: 'Rang', price: 29.9, seats: true, prefix: '43' },
      { name: 'Stehplatz', price: 18, description: 'Freie Platzwahl hinten im Saal', prefix: '44' },
    ],
  },
  {
    name: 'Kellerklub: DJ Ödön & Siobhán',
    ...{ days: [0], hour: 23, minutes: 300, ...club, taxRate: 0.19, weight: 2 },
    types: [
      // Guests go out to smoke and come back: three times in is fine.
      { name: 'Abendkasse', price: 10.5, prefix: '50', allowedScans: 3 },
      { name: 'Frühbucher', price: 7.95, prefix: '51', soldOut: true },
    ],
  },
  {
    name: 'Nagy Ágnes liest',
    ...{ days: [-34, 13], hour: 19, minute: 30, minutes: 90, ...club, taxRate: 0.07, weight: 2 },
    types: [
      { name: 'Normal', price: 12 },
      { name: 'Ermäßigt', price: 8 },
    ],
  },
  {
    name: 'Tanztheater Đurđica',
    eventType: 'ROOT',
    ...{ days: [-12, 3, 4], hour: 20, minutes: 105, ...hall, seated: true, taxRate: 0.07, weight: 4 },
    types: [
      { name: 'Parkett', price: 36.4, seats: true },
      { name: 'Rang', price: 24.2, seats: true },
    ],
  },
  {
    name: 'Sommernacht am Weiher',
    ...{ days: [-75, 24], hour: 18, minutes: 320, ...park, taxRate: 0.19, weight: 5 },
    types: [
      { name: 'Tageskarte', price: 54.99 },
      { name: 'Kinder', price: 0 },
    ],
  },
  {
    name: 'Fachtag Bühnentechnik',
    ...{ days: [9], hour: 9, minutes: 480, ...hall, taxRate: 0.19, weight: 2 },
    types: [{ name: 'Teilnahme', price: 119, personal: true, description: 'Name auf dem Ausweis' }],
  },
  {
    name: 'Stand-up: Zoë Brontë',
    ...{ days: [-5, 5], hour: 21, minutes: 75, ...pub, taxRate: 0.19, weight: 3, soldOut: true },
    types: [{ name: 'Eintritt', price: 21.7, soldOut: true }],
  },
];
