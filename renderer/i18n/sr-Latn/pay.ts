import type { pay as en } from '../en/pay.ts';
import type { SerbianTexts } from '../texts.ts';

export const pay: SerbianTexts<typeof en> = { title: 'Pay' };
