import type { SandboxProcess } from '../../../sandbox/client.ts';
import type { Credential, SystemId } from '../../../shared/domain/accounts.ts';
import type { OrderItem } from '../../../shared/domain/orders.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import type { OrderDraft, Platform } from '../platform.ts';
import { createPlatform } from '../registry.ts';

/** What the suite must know of a system to try it: where it is, what opens it, and what may be sold there. */
export interface Fixture {
  readonly system: SystemId;
  readonly baseUrl: (sandbox: SandboxProcess) => string;
  readonly credential: (sandbox: SandboxProcess) => Credential;
  /** The same with a secret that nobody issued. */
  readonly wrong: Credential;
  /** Something that can be sold, as staff would put it together. */
  readonly draft: (platform: Platform) => Promise<OrderDraft>;
}

const staff = { priority: 'staff' } as const;

function draftOf(item: OrderItem, tender: OrderDraft['tender']): OrderDraft {
  return {
    customer: { name: 'Ђорђе Живковић', email: 'djordje.conformance@example.test', phone: '+381641234567' },
    items: [item],
    currency: item.unitPrice.currency,
    tender,
    reference: 'W-7F3K',
  };
}

const blank = { quantity: 1, calendarId: null, ticketTypeId: null, date: null } as const;

/** The three systems. A fourth adds its own here. */
export const fixtures: readonly Fixture[] = [
  {
    system: 'ticrs',
    baseUrl: (sandbox) => sandbox.ticrs,
    credential: (sandbox) => sandbox.credentials.ticrs,
    wrong: { kind: 'apiKey', key: 'nobody-issued-this' },
    draft: async () =>
      draftOf({ ...blank, type: 'service', name: 'Garderoba', unitPrice: { minor: 86_762, currency: 'RSD' } }, 'link'),
  },
  {
    system: 'vivenu',
    baseUrl: (sandbox) => sandbox.vivenu,
    credential: (sandbox) => sandbox.credentials.vivenu,
    wrong: { kind: 'apiKey', key: 'key_nobody_issued_this' },
    draft: async (platform) => {
      const candidates = await platform.catalogueCandidates(staff);
      const onSale = candidates.find((one) => one.available && one.ref !== undefined);
      if (!onSale) throw new Error('vivenu has nothing on sale');
      const { ticketTypeName, asMajor, ref } = onSale;
      return draftOf({ ...blank, type: 'event', name: ticketTypeName, unitPrice: asMajor, ref }, 'cash');
    },
  },
  {
    system: 'ozora',
    baseUrl: (sandbox) => sandbox.ozora,
    credential: (sandbox) => sandbox.credentials.ozora,
    wrong: { kind: 'token', token: 'eyJhbGciOiJIUzI1NiJ9.eyJ0eXBlIjoidXNlciJ9.bm9ib2R5' },
    draft: async () =>
      draftOf(
        {
          ...blank,
          type: 'service',
          name: 'Ticket 31090',
          unitPrice: { minor: 15_000, currency: 'HUF' },
          ref: { kind: 'ticket_payment', ticketId: 31_090, code: 'NORMAL-TOTAL-FEE-HUF-SIMPLE' },
        },
        'link',
      ),
  },
];

/** A platform as the house makes it. */
export function platformOf(fixture: Fixture, sandbox: SandboxProcess, credential?: Credential): Platform {
  return createPlatform(fixture.system, {
    accountId: as<AccountId>(`conformance-${fixture.system}`),
    baseUrl: fixture.baseUrl(sandbox),
    credential: credential ?? fixture.credential(sandbox),
    version: '0.0.0',
    language: () => 'en',
  });
}
