/** What the demo organizer puts on: past, tonight and to come. Times are wall-clock times in Belgrade. */

export interface DatePlan {
  /** Days from the day of generation; 0 is tonight. */
  readonly day: number;
  readonly hour: number;
  readonly minute?: number;
  readonly second?: number;
  /** Availability as the platform says it, right or wrong (T-14). */
  readonly available?: boolean;
}

export interface EventPlan {
  readonly name: string;
  readonly description: string;
  readonly placeId: number;
  readonly typeId: number | null;
  readonly currency: 'RSD' | 'EUR';
  readonly categories: readonly number[];
  readonly languages: readonly number[];
  readonly published?: boolean;
  /** In the order the platform lists them: not sorted (T-15). */
  readonly dates: readonly DatePlan[];
  /** Ticket type name and price in whole currency units; one name is a single blank (T-15). */
  readonly types: readonly (readonly [string, number])[];
  /** How well it sells against the others. */
  readonly weight: number;
  readonly minutes: number;
}

/** The event of tonight takes a fifth of all tickets; it is the first of the list. */
export const TONIGHT_SHARE = 0.2;

const play = (day: number, hour = 20, minute = 0): DatePlan => ({ day, hour, minute });

export const EVENT_PLANS: readonly EventPlan[] = [
  {
    name: 'Veče džeza: Đurđica Trio',
    description: 'Koncert na letnjoj sceni; u slučaju kiše u sali.',
    ...{ placeId: 101, typeId: 2, currency: 'RSD', categories: [18, 33], languages: [2, 3], weight: 4, minutes: 135 },
    dates: [play(0)],
    types: [
      ['Parter', 1950],
      ['Balkon', 1400],
      ['Studentska', 850],
    ],
  },
  {
    name: 'Ruslan Muhtarov. Snimanje stand-up koncerta',
    description: 'Ruslan Muhtarov. Snimanje stand-up koncerta',
    ...{
      placeId: 89,
      typeId: null,
      currency: 'RSD',
      categories: [13, 18, 29, 33],
      languages: [1],
      weight: 2,
      minutes: 89,
    },
    dates: [
      { day: -120, hour: 21, second: 28, available: true },
      { day: -120, hour: 18, minute: 30, available: false },
      { day: 21, hour: 19, available: true },
    ],
    types: [[' ', 1800]],
  },
  {
    name: 'Госпођа министарка',
    description: 'Комедија Бранислава Нушића у два чина.',
    ...{ placeId: 121, typeId: 5, currency: 'RSD', categories: [21], languages: [2], weight: 5, minutes: 150 },
    dates: [
      play(26, 19, 30),
      play(5, 19, 30),
      play(-9, 19, 30),
      play(-40, 19, 30),
      play(-75, 19, 30),
      play(47, 19, 30),
    ],
    types: [
      ['Партер', 1200],
      ['Ложа', 1600],
      ['Галерија', 700],
    ],
  },
  {
    name: 'Мастер и Маргарита',
    description: 'Спектакль на русском языке с сербскими титрами.',
    ...{ placeId: 2, typeId: 5, currency: 'RSD', categories: [21, 29], languages: [1, 2], weight: 4, minutes: 170 },
    dates: [play(3, 19), play(-17, 19), play(-52, 19), play(34, 19)],
    types: [
      ['Стандарт', 2400],
      ['VIP', 3900],
    ],
  },
  {
    name: 'Exit Warm-up: Ночь на крепости',
    description: 'Noć elektronske muzike na tvrđavi.',
    ...{
      placeId: 130,
      typeId: 12,
      currency: 'EUR',
      categories: [18, 33],
      languages: [2, 3, 1],
      weight: 6,
      minutes: 480,
    },
    dates: [play(58, 21), play(59, 21), play(-300, 21), play(-299, 21)],
    types: [
      ['Early bird', 19],
      ['Regular', 29],
      ['Door', 35],
    ],
  },
  {
    name: 'Csík Zenekar: Ez a vonat',
    description: 'Koncert a Dürer Kertben.',
    ...{ placeId: 150, typeId: 2, currency: 'EUR', categories: [18], languages: [4], weight: 3, minutes: 120 },
    dates: [play(12, 19), play(-90, 19)],
    types: [
      ['Állóhely', 17],
      ['Karzat', 24],
    ],
  },
  {
    name: 'Kabare Budapest–Beograd',
    description: 'Dvojezično veče na brodu.',
    ...{ placeId: 151, typeId: null, currency: 'EUR', categories: [33], languages: [4, 2], weight: 2, minutes: 110 },
    dates: [play(-14, 20, 30), play(19, 20, 30)],
    types: [
      ['Asztal', 22],
      [' ', 15],
    ],
  },
  {
    name: 'Petar Pan, mjuzikl za decu',
    description: 'Porodična predstava.',
    ...{ placeId: 120, typeId: 5, currency: 'RSD', categories: [21, 24], languages: [2], weight: 5, minutes: 80 },
    dates: [play(2, 12), play(2, 17), play(9, 12), play(-5, 12), play(-26, 12), play(-54, 12), play(-110, 12)],
    types: [
      ['Dete', 650],
      ['Odrasli', 900],
    ],
  },
  {
    name: 'Jazz na Dunavu',
    description: 'Tri scene, dva dana.',
    ...{ placeId: 120, typeId: 12, currency: 'RSD', categories: [18], languages: [2, 3], weight: 5, minutes: 360 },
    dates: [play(-200, 18), play(-199, 18), play(90, 18)],
    types: [
      ['Dan', 2600],
      ['Ceo program', 4700],
    ],
  },
  {
    name: 'Stendap na engleskom: No Visa Needed',
    description: 'English-language comedy night.',
    ...{ placeId: 2, typeId: 8, currency: 'RSD', categories: [13, 29], languages: [3], weight: 3, minutes: 90 },
    dates: [play(1, 21), play(-28, 21), play(-63, 21), play(29, 21)],
    types: [['General', 1100]],
  },
  {
    name: 'Filharmonija: Šostakovič 7',
    description: 'Simfonijski koncert.',
    ...{ placeId: 101, typeId: 2, currency: 'RSD', categories: [18], languages: [2], weight: 4, minutes: 95 },
    dates: [play(-33, 20), play(-34, 20), play(-150, 20), play(40, 20)],
    types: [
      ['I zona', 2300],
      ['II zona', 1700],
      ['III zona', 1100],
    ],
  },
  {
    name: 'Letnja scena: Sabor trubača',
    description: 'Trubači pod zvezdama.',
    ...{ placeId: 102, typeId: 2, currency: 'RSD', categories: [18, 33], languages: [2], weight: 5, minutes: 180 },
    dates: [play(-240, 20, 30), play(-360, 20, 30), play(110, 20, 30)],
    types: [
      ['Stajanje', 900],
      ['Sedenje', 1500],
    ],
  },
  {
    name: 'Susret zajednice: Beograd govori',
    description: 'Razgovor i druženje.',
    ...{ placeId: 2, typeId: 153, currency: 'RSD', categories: [39], languages: [1], weight: 1, minutes: 120 },
    dates: [play(7, 18), play(-21, 18)],
    types: [['Ulaz', 300]],
  },
  {
    name: 'Burlesque Nis Noir',
    description: 'Samo za odrasle.',
    ...{ placeId: 130, typeId: null, currency: 'RSD', categories: [29, 33], languages: [2], weight: 2, minutes: 100 },
    // Over, and yet said to be available (T-14).
    dates: [{ day: -180, hour: 22, available: true }, play(-45, 22)],
    types: [['Standard', 1600]],
  },
  {
    name: 'Film uživo: Čarobnjak iz Oza',
    description: 'Projekcija sa orkestrom.',
    ...{ placeId: 140, typeId: 2, currency: 'RSD', categories: [18, 24], languages: [2, 4], weight: 2, minutes: 110 },
    dates: [play(-70, 17), play(-395, 17), play(65, 17)],
    types: [
      ['Red 1-5', 990],
      ['Red 6-20', 790],
    ],
  },
  {
    name: 'Budva Teatar: Ričard Treći',
    description: 'Gostovanje na Citadeli.',
    ...{ placeId: 160, typeId: 5, currency: 'EUR', categories: [21], languages: [2], weight: 2, minutes: 160 },
    dates: [play(75, 21), play(-270, 21)],
    types: [
      ['Tribina', 12],
      ['Parter', 18],
    ],
  },
  {
    name: 'Konser: Anadolu rüzgarı',
    description: 'Nacrt, još nije objavljen.',
    ...{
      placeId: 101,
      typeId: 2,
      currency: 'RSD',
      categories: [18],
      languages: [5],
      weight: 0,
      minutes: 120,
      published: false,
    },
    dates: [],
    types: [],
  },
  {
    name: 'Zimska bajka (nacrt)',
    description: 'Nacrt, još nije objavljen.',
    ...{
      placeId: 121,
      typeId: 5,
      currency: 'RSD',
      categories: [24],
      languages: [2],
      weight: 0,
      minutes: 70,
      published: false,
    },
    dates: [play(200, 12)],
    types: [['Dete', 500]],
  },
];
