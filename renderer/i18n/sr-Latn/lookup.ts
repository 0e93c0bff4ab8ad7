import type { lookup as en } from '../en/lookup.ts';
import type { SerbianTexts } from '../texts.ts';

export const lookup: SerbianTexts<typeof en> = { title: 'Lookup' };
