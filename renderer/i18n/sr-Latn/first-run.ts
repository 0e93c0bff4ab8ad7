import type { firstRun as en } from '../en/first-run.ts';
import type { SerbianTexts } from '../texts.ts';

export const firstRun: SerbianTexts<typeof en> = { title: 'FirstRun' };
