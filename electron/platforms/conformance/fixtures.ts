import type { SandboxProcess } from '../../../sandbox/client.ts';
import type { Credential, SystemId } from '../../../shared/domain/accounts.ts';
import type { Tender } from '../../../shared/domain/acts.ts';
import type { OrderItem } from '../../../shared/domain/orders.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import type { OrderDraft, Platform } from '../platform.ts';
import { createPlatform, type PlatformOptions } from '../registry.ts';
import { payableTicket } from './outside.ts';

/** What the suite must know of a system to try it: where it is, what opens it, and what may be sold there. */
export interface Fixture {
  readonly system: SystemId;
  readonly baseUrl: (sandbox: SandboxProcess) => string;
  readonly credential: (sandbox: SandboxProcess) => Credential;
  /** What opens all that the system can do. */
  readonly everything: (sandbox: SandboxProcess) => Credential;
  /** The same with a secret that nobody issued. */
  readonly wrong: Credential;
  /** Something that can be sold, as staff would put it together; each one is of its own. */
  readonly draft: (platform: Platform, sandbox: SandboxProcess, tender?: Tender) => Promise<OrderDraft>;
  /** Advanced settings that an ability needs. */
  readonly settings?: (sandbox: SandboxProcess) => Promise<Readonly<Record<string, string>>>;
}

const staff = { priority: 'staff' } as const;

let drafts = 0;

function draftOf(item: OrderItem, tender: OrderDraft['tender']): OrderDraft {
  drafts += 1;
  return {
    customer: {
      ...{ name: 'Ђорђе Живковић', phone: '+381641234567' },
      email: `djordje.conformance.${drafts}@example.test`,
    },
    items: [item],
    currency: item.unitPrice.currency,
    tender,
    reference: `W-7F${String(drafts).padStart(2, 'K')}`,
  };
}

const blank = { quantity: 1, calendarId: null, ticketTypeId: null, date: null } as const;

/** The three systems. A fourth adds its own here. */
export const fixtures: readonly Fixture[] = [
  {
    system: 'ticrs',
    baseUrl: (sandbox) => sandbox.ticrs,
    credential: (sandbox) => sandbox.credentials.ticrs,
    everything: (sandbox) => sandbox.credentials.ticrs,
    wrong: { kind: 'apiKey', key: 'nobody-issued-this' },
    draft: async (_platform, _sandbox, tender = 'link') =>
      draftOf({ ...blank, type: 'service', name: 'Garderoba', unitPrice: { minor: 86_762, currency: 'RSD' } }, tender),
  },
  {
    system: 'vivenu',
    baseUrl: (sandbox) => sandbox.vivenu,
    credential: (sandbox) => sandbox.credentials.vivenu,
    everything: ({ credentials }) => ({
      ...{ kind: 'login', email: 'demo@example.test', password: 'sandbox1' },
      scanToken: credentials.vivenu.scanToken,
    }),
    wrong: { kind: 'apiKey', key: 'key_nobody_issued_this' },
    draft: async (platform, _sandbox, tender = 'cash') => {
      const candidates = await platform.catalogueCandidates(staff);
      // Standing room: there is always some left, and it lets in at the door that the scanning token is for.
      const onSale = candidates.find((one) => one.available && one.ticketTypeName === 'Stehplatz');
      if (!onSale) throw new Error('vivenu has nothing on sale');
      const { ticketTypeName, asMajor, ref } = onSale;
      return draftOf({ ...blank, type: 'event', name: ticketTypeName, unitPrice: asMajor, ref }, tender);
    },
  },
  {
    system: 'ozora',
    baseUrl: (sandbox) => sandbox.ozora,
    credential: (sandbox) => sandbox.credentials.ozora,
    everything: (sandbox) => sandbox.credentials.ozora,
    wrong: { kind: 'token', token: 'eyJhbGciOiJIUzI1NiJ9.eyJ0eXBlIjoidXNlciJ9.bm9ib2R5' },
    draft: async (_platform, sandbox, tender = 'link') => {
      const { id } = await payableTicket(sandbox);
      return draftOf(
        {
          ...{ ...blank, type: 'service', name: `Ticket ${id}`, unitPrice: { minor: 15_000, currency: 'HUF' } },
          ref: { kind: 'ticket_payment', ticketId: id, code: 'NORMAL-TOTAL-FEE-HUF-SIMPLE' },
        },
        tender,
      );
    },
    settings: async (sandbox) => ({ template: (await payableTicket(sandbox)).template }),
  },
];

/** A platform as the house makes it. */
export function platformOf(
  fixture: Fixture,
  sandbox: SandboxProcess,
  credential?: Credential,
  more: Partial<PlatformOptions> = {},
): Platform {
  return createPlatform(fixture.system, {
    accountId: as<AccountId>(`conformance-${fixture.system}`),
    baseUrl: fixture.baseUrl(sandbox),
    credential: credential ?? fixture.credential(sandbox),
    version: '0.0.0',
    language: () => 'en',
    ...more,
  });
}
