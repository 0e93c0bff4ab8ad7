import type { queue as en } from '../en/queue.ts';
import type { SerbianTexts } from '../texts.ts';

export const queue: SerbianTexts<typeof en> = { title: 'Queue' };
