/** Geography and dictionaries of the seeded events, named in the three languages of the API. */

export type Language = 'sr' | 'en' | 'ru';
/** A name in Serbian, English and Russian. */
export type Named = Readonly<Record<Language, string>>;

const named = (sr: string, en: string, ru: string): Named => ({ sr, en, ru });

/** `code` is lower case on the wire (T-16). */
export const COUNTRIES: ReadonlyMap<number, { code: string; name: Named }> = new Map([
  [1, { code: 'rs', name: named('Srbija', 'Serbia', 'Сербия') }],
  [2, { code: 'hu', name: named('Mađarska', 'Hungary', 'Венгрия') }],
  [3, { code: 'me', name: named('Crna Gora', 'Montenegro', 'Черногория') }],
]);

export const CITIES: ReadonlyMap<number, { countryId: number; slug: string; name: Named }> = new Map([
  [1, { countryId: 1, slug: 'beograd', name: named('Beograd', 'Belgrade', 'Белград') }],
  [2, { countryId: 1, slug: 'novi-sad', name: named('Novi Sad', 'Novi Sad', 'Нови-Сад') }],
  [3, { countryId: 1, slug: 'nis', name: named('Niš', 'Niš', 'Ниш') }],
  [4, { countryId: 1, slug: 'subotica', name: named('Subotica', 'Subotica', 'Суботица') }],
  [7, { countryId: 2, slug: 'budimpesta', name: named('Budimpešta', 'Budapest', 'Будапешт') }],
  [9, { countryId: 3, slug: 'budva', name: named('Budva', 'Budva', 'Будва') }],
]);

export const PLACES: ReadonlyMap<number, { cityId: number; name: string; address: string }> = new Map([
  [2, { cityId: 1, name: 'Ben Akiba', address: 'Браће Крсмановић 6, Београд 11000, Сербия' }],
  [89, { cityId: 1, name: 'Prostor Miljenko Dereta', address: 'Добрачина 55, Београд 11000, Сербия' }],
  [101, { cityId: 1, name: 'Dom omladine Beograda', address: 'Македонска 22, Београд 11000, Сербия' }],
  [102, { cityId: 1, name: 'Летња сцена Топчидер', address: 'Топчидерски парк, Београд 11000, Сербия' }],
  [120, { cityId: 2, name: 'Fabrika, SKCNS', address: 'Булевар деспота Стефана 5, Нови Сад 21000, Сербия' }],
  [121, { cityId: 2, name: 'Srpsko narodno pozorište', address: 'Позоришни трг 1, Нови Сад 21000, Сербия' }],
  [130, { cityId: 3, name: 'Niška tvrđava', address: 'Ђуке Динић, Ниш 18000, Сербия' }],
  [140, { cityId: 4, name: 'Jadran bioskop', address: 'Трг цара Јована Ненада 15, Суботица 24000, Сербия' }],
  [150, { cityId: 7, name: 'Dürer Kert', address: 'Öböl u. 1, 1117 Budapest, Magyarország' }],
  [151, { cityId: 7, name: 'A38 Hajó', address: 'Petőfi híd, 1117 Budapest, Magyarország' }],
  [160, { cityId: 9, name: 'Citadela', address: 'Stari grad bb, Budva 85310, Crna Gora' }],
]);

export const EVENT_TYPES: ReadonlyMap<number, Named> = new Map([
  [2, named('Koncert', 'Concert', 'Концерт')],
  [5, named('Predstava', 'Theatre play', 'Спектакль')],
  [8, named('Stand-up', 'Stand-up', 'Стендап')],
  [12, named('Festival', 'Festival', 'Фестиваль')],
  [153, named('Sastanak zajednice', 'Community meeting', 'Встреча сообщества')],
]);

export const CATEGORIES: ReadonlyMap<number, Named> = new Map([
  [13, named('Stand-up', 'Stand-up', 'Стендап')],
  [18, named('Koncerti', 'Concerts', 'Концерты')],
  [21, named('Pozorište', 'Theatre', 'Театр')],
  [24, named('Za decu', 'For children', 'Детям')],
  [29, named('Za odrasle', 'For adults', 'Для взрослых')],
  [33, named('Zabava', 'Entertainment', 'Развлечения')],
  [39, named('Sastanci', 'Meetings', 'Встречи')],
]);

export const LANGUAGES: ReadonlyMap<number, { code: string; name: string }> = new Map([
  [1, { code: 'ru', name: 'Русский' }],
  [2, { code: 'sr', name: 'Srpski' }],
  [3, { code: 'en', name: 'English' }],
  [4, { code: 'hu', name: 'Magyar' }],
  [5, { code: 'tr', name: 'Türkçe' }],
]);

export const CURRENCIES: ReadonlyMap<string, number> = new Map([
  ['RSD', 1],
  ['EUR', 2],
  ['USD', 3],
  ['RUB', 4],
  ['HUF', 5],
  ['TRY', 6],
  ['BAM', 7],
  ['CHF', 8],
  ['GBP', 9],
]);
