import type { guest as en } from '../en/guest.ts';
import type { SerbianTexts } from '../texts.ts';

export const guest: SerbianTexts<typeof en> = { title: 'Guest' };
