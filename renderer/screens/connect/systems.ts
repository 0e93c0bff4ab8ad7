import type { Capability, Credential, SystemId } from '../../../shared/domain/accounts.ts';

export type CredentialKind = Credential['kind'];

/** Settings of an installation whose document leaves something open. */
export const advancedFields = [
  'portierUrl',
  'ticketIds',
  'options',
  'transactions',
  'start',
  'search',
  'stripePage',
  'codes',
  'template',
] as const;

export type AdvancedField = (typeof advancedFields)[number];

/** How one setting is asked for. */
export interface AdvancedSetting {
  readonly field: AdvancedField;
  /** Its name in the account's settings. */
  readonly name: string;
  /** The usual value, shown while the field is empty. */
  readonly usual: string;
  readonly lines?: boolean | undefined;
}

/** How an account of a system is connected. */
export interface SystemForm {
  readonly name: string;
  readonly baseUrl: string;
  /** The first is chosen unless somebody says otherwise. */
  readonly kinds: readonly [CredentialKind, ...CredentialKind[]];
  /** A second credential that unlocks a part of the system. */
  readonly second: 'scanToken' | 'serviceToken' | null;
  /** What an account can do only while it has the second one. */
  readonly secondOpens?: Capability | undefined;
  readonly advanced: readonly AdvancedSetting[];
}

/** The one place of the screens that knows systems by name: here a person chooses one. */
export const systemForms: Readonly<Record<SystemId, SystemForm>> = {
  ticrs: { name: 'tic.rs', baseUrl: 'https://tic.rs', kinds: ['apiKey', 'login'], second: null, advanced: [] },
  vivenu: {
    name: 'vivenu',
    baseUrl: 'https://vivenu.com',
    kinds: ['apiKey', 'login'],
    second: 'scanToken',
    secondOpens: 'tickets.scan',
    advanced: [{ field: 'portierUrl', name: 'portierUrl', usual: 'https://portier.vivenu.com/api' }],
  },
  ozora: {
    name: 'O.Z.O.R.A. Payments',
    baseUrl: 'https://payments-dev.dadpuszta.hu',
    kinds: ['token'],
    second: 'serviceToken',
    secondOpens: 'ticket_payments.ids',
    advanced: [
      { field: 'ticketIds', name: 'paths.ticketIds', usual: '/payments/service/ticket-ids' },
      { field: 'options', name: 'paths.options', usual: '/payments/service/options' },
      { field: 'transactions', name: 'paths.transactions', usual: '/payments/transactions' },
      { field: 'start', name: 'paths.start', usual: '/payments/start' },
      { field: 'search', name: 'paths.search', usual: '/payments/transactions/search' },
      { field: 'stripePage', name: 'stripePage', usual: '' },
      { field: 'codes', name: 'codes', usual: 'FULL-FEE-HUF-SIMPLE = 15000', lines: true },
      { field: 'template', name: 'template', usual: '{ }', lines: true },
    ],
  },
};
