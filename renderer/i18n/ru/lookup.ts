import type { lookup as en } from '../en/lookup.ts';
import type { RussianTexts } from '../texts.ts';

export const lookup: RussianTexts<typeof en> = { title: 'Lookup' };
