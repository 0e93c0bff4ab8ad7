/** One operation's address. The document names none (O-1); these are the proposals of platform-spec 3.2. */
export interface OzoraPaths {
  /** O1; also answers GET. */
  readonly ticketIds: string;
  readonly options: string;
  readonly transactions: string;
  readonly start: string;
  readonly search: string;
  readonly simpleBack: string;
  readonly simpleIpn: string;
  readonly stripeWebhook: string;
}

export const OZORA_PATHS: OzoraPaths = {
  ticketIds: '/payments/service/ticket-ids',
  options: '/payments/service/options',
  transactions: '/payments/transactions',
  start: '/payments/start',
  search: '/payments/transactions/search',
  simpleBack: '/payments/simplepay/back',
  simpleIpn: '/payments/simplepay/ipn',
  stripeWebhook: '/payments/stripe/webhook',
};

/** @throws RangeError on an unknown operation or a path that does not begin with a slash. */
export function pathsWith(changes: Readonly<Record<string, string>>): OzoraPaths {
  for (const [name, path] of Object.entries(changes)) {
    if (!Object.hasOwn(OZORA_PATHS, name)) throw new RangeError(`no O.Z.O.R.A. operation is called ${name}`);
    if (!path.startsWith('/')) throw new RangeError(`the path of ${name} must begin with /`);
  }
  return { ...OZORA_PATHS, ...changes };
}
