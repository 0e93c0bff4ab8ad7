import type { guest as en } from '../en/guest.ts';
import type { RussianTexts } from '../texts.ts';

export const guest: RussianTexts<typeof en> = { title: 'Guest' };
