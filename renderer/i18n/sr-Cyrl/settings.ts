import type { settings as en } from '../en/settings.ts';
import type { SerbianTexts } from '../texts.ts';

export const settings: SerbianTexts<typeof en> = { title: 'Settings' };
