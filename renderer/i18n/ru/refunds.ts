import type { refunds as en } from '../en/refunds.ts';
import type { RussianTexts } from '../texts.ts';

export const refunds: RussianTexts<typeof en> = { title: 'Refunds' };
