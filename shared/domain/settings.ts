/** Languages of the screens. */
export type Language = 'en' | 'sr-Latn' | 'sr-Cyrl' | 'ru';

export const languages = ['en', 'sr-Latn', 'sr-Cyrl', 'ru'] as const satisfies readonly Language[];

/** What a person can set; kept by electron-store. Holds no secret and no guest. */
export interface Settings {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly textSize: 'normal' | 'large' | 'larger';
  /** ISO 4217; what a new catalogue item starts with. */
  readonly currency: string;
  /** ISO 3166 alpha-2; how a phone number without a country code is read. */
  readonly phoneRegion: string;
  /** Seconds between two polls for new tickets. */
  readonly pollSeconds: number;
  /** Who stands at this door; goes into the journal beside each act. */
  readonly staffName: string;
  /** How a MediaPartner price is read (trap T-6). */
  readonly mediaPartnerPriceUnit: 'major' | 'minor';
}

export const defaultSettings: Settings = {
  language: 'en',
  theme: 'system',
  textSize: 'normal',
  currency: 'RSD',
  phoneRegion: 'RS',
  pollSeconds: 30,
  staffName: '',
  mediaPartnerPriceUnit: 'major',
};
