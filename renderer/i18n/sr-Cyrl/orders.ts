import type { orders as en } from '../en/orders.ts';
import type { SerbianTexts } from '../texts.ts';

export const orders: SerbianTexts<typeof en> = { title: 'Orders' };
