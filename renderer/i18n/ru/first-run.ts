import type { firstRun as en } from '../en/first-run.ts';
import type { RussianTexts } from '../texts.ts';

export const firstRun: RussianTexts<typeof en> = { title: 'FirstRun' };
