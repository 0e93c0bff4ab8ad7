import type { sell as en } from '../en/sell.ts';
import type { RussianTexts } from '../texts.ts';

export const sell: RussianTexts<typeof en> = { title: 'Sell' };
