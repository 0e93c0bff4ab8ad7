import type { accounts as en } from '../en/accounts.ts';
import type { RussianTexts } from '../texts.ts';

export const accounts: RussianTexts<typeof en> = { title: 'Accounts' };
