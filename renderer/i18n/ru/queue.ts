import type { queue as en } from '../en/queue.ts';
import type { RussianTexts } from '../texts.ts';

export const queue: RussianTexts<typeof en> = { title: 'Queue' };
