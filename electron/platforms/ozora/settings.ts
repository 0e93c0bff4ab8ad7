import { z } from 'zod';
import { orderStatuses, type PaymentOption } from '../../../shared/domain/orders.ts';
import { checkBaseUrl } from '../base-url.ts';
import { failure } from '../platform-error.ts';
import { readCodeList } from './code-list.ts';
import { type StatusWords, statusWord } from './mapping.ts';

/**
 * Operations that the app uses, at the addresses that platform-spec 3.2 proposes: the document names none (trap O-1). Each can be told by the
 * setting `paths.<name>`.
 */
const defaultPaths = {
  ticketIds: '/payments/service/ticket-ids',
  options: '/payments/service/options',
  transactions: '/payments/transactions',
  start: '/payments/start',
  search: '/payments/transactions/search',
} as const;

export type Operation = keyof typeof defaultPaths;

/** What an account may be told of its installation. */
export interface OzoraSettings {
  readonly paths: Readonly<Record<Operation, string>>;
  /** `method.ticketIds`: the only operation without a body, so it may also be a GET. */
  readonly ticketIdsMethod: 'GET' | 'POST';
  /**
   * `stripePage`: address of a page that confirms a PaymentIntent, with `{secret}`, `{intent}` and `{transaction}` in it; null where there is
   * none, and Stripe's codes cannot be used.
   */
  readonly stripePage: string | null;
  /** `template`: JSON of the ticket template that O2 asks for, in the tickets service's own form; null where it is not known. */
  readonly template: Readonly<Record<string, unknown>> | null;
  /** `codes`: ways to pay that this door offers when it cannot ask for them. */
  readonly codes: readonly PaymentOption[];
  /** `status.<word>`: what a status of the platform means, since only `finished` is documented. */
  readonly statusWords: StatusWords;
}

function wrong(name: string, message: string): Error {
  return failure('invalid_input', `setting ${name}: ${message}`, {
    outcome: 'refused',
    fields: { [`settings.${name}`]: [message] },
  });
}

function pathOf(name: string, path: string, origin: string): string {
  // A path that the URL parser reads as something else (`//host`, `/../`, `?`) would send the token elsewhere.
  const plain = /^\/[\w.~\-/]+$/.test(path) && URL.canParse(path, origin);
  const url = plain ? new URL(path, origin) : null;
  if (url?.origin !== origin || url.pathname !== path) throw wrong(name, 'expected a path like /payments/start');
  return path;
}

function stripePageOf(text: string | undefined, origin: string): string | null {
  // No real installation is known to have such a page; on this machine only a sandbox answers, and it has one.
  if (text === undefined) {
    return origin.startsWith('http:') ? `${origin}/stripe/confirm/{intent}?client_secret={secret}` : null;
  }
  const page = text.trim();
  if (page === '') return null;
  if (!page.includes('{secret}')) throw wrong('stripePage', 'needs {secret} where the client_secret goes');
  // Only what stands in the path, the query or the fragment may be filled in.
  const host = page.slice(0, page.search(/[{]/));
  if (!URL.canParse(host) || !/^https?:\/\/[^/]+\//.test(host)) throw wrong('stripePage', 'expected a web address');
  checkBaseUrl(new URL(host).origin);
  return page;
}

const jsonObject = z.record(z.string(), z.unknown());

function templateOf(text: string | undefined): Readonly<Record<string, unknown>> | null {
  if (text === undefined || text.trim() === '') return null;
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below, with what is no object.
  }
  const parsed = jsonObject.safeParse(value);
  if (!parsed.success) throw wrong('template', 'expected a JSON object');
  return parsed.data;
}

const statusPrefix = 'status.';

function statusWordsOf(given: Readonly<Record<string, string>>): StatusWords {
  const told = Object.entries(given).filter(([name]) => name.startsWith(statusPrefix));
  return new Map(
    told.map(([name, value]) => {
      const status = orderStatuses.find((one) => one === value.trim());
      if (status === undefined) throw wrong(name, `expected one of ${orderStatuses.join(', ')}`);
      return [statusWord(name.slice(statusPrefix.length)), status] as const;
    }),
  );
}

/**
 * Reads an account's advanced settings; names that are not known here are left alone.
 * @param origin of the account's API.
 * @throws PlatformError `invalid_input` naming the setting, `insecure_url` for a page that is neither https nor on this machine.
 */
export function readSettings(given: Readonly<Record<string, string>>, origin: string): OzoraSettings {
  const path = (operation: Operation): string => {
    const name = `paths.${operation}`;
    return pathOf(name, given[name]?.trim() || defaultPaths[operation], origin);
  };
  const method = given['method.ticketIds']?.trim().toUpperCase() || 'POST';
  if (method !== 'GET' && method !== 'POST') throw wrong('method.ticketIds', 'expected GET or POST');
  const codes = readCodeList(given['codes'] ?? '');
  if ('trouble' in codes) throw wrong('codes', codes.trouble);
  return {
    paths: {
      ...{ ticketIds: path('ticketIds'), options: path('options'), transactions: path('transactions') },
      ...{ start: path('start'), search: path('search') },
    },
    ticketIdsMethod: method,
    stripePage: stripePageOf(given['stripePage'], origin),
    template: templateOf(given['template']),
    codes: codes.options,
    statusWords: statusWordsOf(given),
  };
}
