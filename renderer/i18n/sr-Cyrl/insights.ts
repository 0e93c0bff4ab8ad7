import type { insights as en } from '../en/insights.ts';
import type { SerbianTexts } from '../texts.ts';

export const insights: SerbianTexts<typeof en> = { title: 'Insights' };
