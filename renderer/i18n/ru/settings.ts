import type { settings as en } from '../en/settings.ts';
import type { RussianTexts } from '../texts.ts';

export const settings: RussianTexts<typeof en> = { title: 'Settings' };
