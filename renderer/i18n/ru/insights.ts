import type { insights as en } from '../en/insights.ts';
import type { RussianTexts } from '../texts.ts';

export const insights: RussianTexts<typeof en> = { title: 'Insights' };
