import type { refunds as en } from '../en/refunds.ts';
import type { SerbianTexts } from '../texts.ts';

export const refunds: SerbianTexts<typeof en> = { title: 'Refunds' };
