import { type ParseArgsConfig, parseArgs } from 'node:util';
import { DEMO_TIMES, FULL_PRIVS, issueToken } from './ozora/jwt.ts';
import type { SandboxOptions } from './server.ts';

export const HELP = `Sandbox of the ticketing systems, on 127.0.0.1 only.

  node sandbox/main.ts [options]

  --port N              port of tic.rs, 0 for a free one (default 4301)
  --ozora-port N        port of O.Z.O.R.A. Payments (default: two above tic.rs)
  --ozora-path NAME=/P  another path for an operation: ticketIds, options, transactions, start, search, simpleBack,
                        simpleIpn, stripeWebhook
  --ozora-first N       lowest number of a new O.Z.O.R.A. transaction (default: the one after the generated ones)
  --tickets N           tickets to generate, 200 to 1000000 (default 5000)
  --seed N              seed of the data (default 1)
  --db FILE             keep the data in a file (default: memory)
  --control-token T     turn on the control plane /_sandbox, guarded by X-Sandbox-Token
  --auto-approve-ms N   refunds are approved by themselves after N ms, 0 = never (default 20000)
  --auto-settle-ms N    approved refunds are settled after N ms more, 0 = never (default 10000)
  --expire-minutes N    unpaid orders expire after N minutes, 0 = never (default 30)
  --rate-limit N        requests a minute and key (default 60)
  --no-rate-limit       no limits at all
  --rejected-status S   pending or failed: what a rejected refund's processing status becomes (default pending)
  --keep-order-on-full-refund   do not cancel an order whose payments were all refunded
  --now ISO             start of the sandbox's clock
  --vivenu-port N       port of vivenu (default: one above tic.rs)
  --vivenu-tickets N    tickets to generate there, 200 to 500000 (default 1500)
  --vivenu-webhook URL  where vivenu sends its webhooks
  --vivenu-internal-payment S   received or awaiting: money after an internal completion (default received)
  --frozen              the clock stands still until the control plane moves it
  --help                this text

tic.rs keys: tic_sandbox_key, tic_sandbox_key_2 … _4 (same organizer), tic_sandbox_key_other (another organizer, without data).
vivenu keys: key_sandbox, key_sandbox_read (reads only), key_sandbox_other (another seller, without data).
vivenu doors: acc_sandbox, acc_sandbox_hall (tonight's hall only). Webhooks: hmacKey sandbox-vivenu-key.
Login to both: demo@example.test / sandbox1
O.Z.O.R.A. user token:
  ${issueToken('user', FULL_PRIVS, DEMO_TIMES)}
O.Z.O.R.A. service token:
  ${issueToken('service', FULL_PRIVS, DEMO_TIMES)}
`;

const FLAGS = {
  port: { type: 'string' },
  'ozora-port': { type: 'string' },
  'ozora-first': { type: 'string' },
  'ozora-path': { type: 'string', multiple: true },
  tickets: { type: 'string' },
  seed: { type: 'string' },
  db: { type: 'string' },
  'control-token': { type: 'string' },
  'auto-approve-ms': { type: 'string' },
  'auto-settle-ms': { type: 'string' },
  'expire-minutes': { type: 'string' },
  'rate-limit': { type: 'string' },
  'no-rate-limit': { type: 'boolean' },
  'rejected-status': { type: 'string' },
  'keep-order-on-full-refund': { type: 'boolean' },
  'vivenu-port': { type: 'string' },
  'vivenu-tickets': { type: 'string' },
  'vivenu-webhook': { type: 'string' },
  'vivenu-internal-payment': { type: 'string' },
  now: { type: 'string' },
  frozen: { type: 'boolean' },
  help: { type: 'boolean' },
} satisfies ParseArgsConfig['options'];

function whole(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} must be a whole number`);
  return Number(text);
}

function pathOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new RangeError('--ozora-path must be NAME=/path');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** @returns undefined for --help. @throws on an unknown or malformed flag. */
export function readOptions(args: readonly string[]): SandboxOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: FLAGS, strict: true });
  if (values.help) return undefined;
  const status = values['rejected-status'];
  if (status !== undefined && status !== 'pending' && status !== 'failed') {
    throw new RangeError('--rejected-status must be pending or failed');
  }
  const port = whole(values.port, 'port') ?? 4301;
  const internal = values['vivenu-internal-payment'];
  if (internal !== undefined && internal !== 'received' && internal !== 'awaiting') {
    throw new RangeError('--vivenu-internal-payment must be received or awaiting');
  }
  return {
    port,
    vivenuPort: whole(values['vivenu-port'], 'vivenu-port') ?? (port === 0 ? 0 : port + 1),
    vivenuTickets: whole(values['vivenu-tickets'], 'vivenu-tickets'),
    vivenuWebhook: values['vivenu-webhook'],
    vivenu: { internalPayment: internal === 'awaiting' ? 'LOCAL-AWAITING' : 'LOCAL-RECEIVED' },
    ozoraPort: whole(values['ozora-port'], 'ozora-port') ?? (port === 0 ? 0 : port + 2),
    ozora: { firstTransaction: whole(values['ozora-first'], 'ozora-first') ?? 1 },
    ozoraPaths: Object.fromEntries((values['ozora-path'] ?? []).map(pathOf)),
    tickets: whole(values.tickets, 'tickets'),
    seed: whole(values.seed, 'seed'),
    db: values.db,
    controlToken: values['control-token'] ?? null,
    autoApproveMs: whole(values['auto-approve-ms'], 'auto-approve-ms'),
    autoSettleMs: whole(values['auto-settle-ms'], 'auto-settle-ms'),
    expireMinutes: whole(values['expire-minutes'], 'expire-minutes'),
    rateLimit: values['no-rate-limit'] ? null : whole(values['rate-limit'], 'rate-limit'),
    cancelOnFullRefund: !values['keep-order-on-full-refund'],
    rejectedStatus: status,
    now: values.now,
    frozen: values.frozen,
  };
}
