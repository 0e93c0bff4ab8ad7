import type { pay as en } from '../en/pay.ts';
import type { RussianTexts } from '../texts.ts';

export const pay: RussianTexts<typeof en> = { title: 'Pay' };
