import type { sell as en } from '../en/sell.ts';
import type { SerbianTexts } from '../texts.ts';

export const sell: SerbianTexts<typeof en> = { title: 'Sell' };
