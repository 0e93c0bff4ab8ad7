import type { orders as en } from '../en/orders.ts';
import type { RussianTexts } from '../texts.ts';

export const orders: RussianTexts<typeof en> = { title: 'Orders' };
