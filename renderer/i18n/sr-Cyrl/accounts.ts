import type { accounts as en } from '../en/accounts.ts';
import type { SerbianTexts } from '../texts.ts';

export const accounts: SerbianTexts<typeof en> = { title: 'Accounts' };
