import type { connect as en } from '../en/connect.ts';
import type { SerbianTexts } from '../texts.ts';

export const connect: SerbianTexts<typeof en> = {
  system: 'Sistem za prodaju ulaznica',
  systemHint: {
    ticrs: 'Događaji, porudžbine i povraćaji na tic.rs.',
    vivenu: 'Ulaznice s kodovima i sedištima, prodaja na blagajni, skeniranje.',
    ozora: 'Plaćanje ulaznica koje već postoje, po njihovom broju.',
  },
  proof: 'Kako se ovaj nalog predstavlja',
  kind: { apiKey: 'API ključ', login: 'E-adresa i lozinka', token: 'Korisnički token' },
  hint: {
    apiKey: 'S kontrolne table sistema, pod API. Čuva se u privesku za ključeve ovog računara i nigde drugde.',
    login: 'Lozinka se čuva u privesku za ključeve ovog računara i nigde drugde.',
    token: 'JWT koji je izdao organizator. Čuva se u privesku za ključeve ovog računara i nigde drugde.',
  },
  scanToken: 'Token za skeniranje (može ostati prazno)',
  scanTokenHint: 'Od korisnika za kontrolu ulaza. S njim sam sistem odlučuje ko ulazi, i svi ulazi znaju za to.',
  serviceToken: 'Servisni token (može ostati prazno)',
  serviceTokenHint: 'S njim se vide načini plaćanja ulaznice. Bez njega se kod za plaćanje kuca.',
  secondKept: 'Već postoji. Ostavite prazno da ostane.',
  secondRemove: 'Ukloni postojeći',
  tokenNeeded: 'Unesite token.',
  tokenRefused: 'Ovo nije token, ili ga sistem ne prihvata. Proverite da li je ceo kopiran.',
  tokenEnded: 'Ovaj token je istekao. Zatražite novi i nalepite ga ovde.',
  settings: 'Podešavanja ove instalacije',
  settingsHint: 'Ostavite polje prazno za uobičajenu vrednost. Znaju ih tehničari organizatora.',
  setting: {
    ticketIds: 'Putanja: ulaznice s uplatama',
    options: 'Putanja: načini plaćanja',
    transactions: 'Putanja: uplate za ulaznicu',
    start: 'Putanja: početak plaćanja',
    search: 'Putanja: uplata po broju',
    portierUrl: 'Adresa servisa za skeniranje',
    stripePage: 'Stranica koja prima Stripe plaćanja',
    codes: 'Kodovi za plaćanje koji se ovde nude',
    template: 'Šablon ulaznice (JSON)',
  },
  settingHint: {
    portierUrl: 'Tu stoje skeniranja svih ulaza, pa se vidi kad jednu ulaznicu puste dva ulaza.',
    stripePage: 'Njena adresa, sa {secret} na mestu gde ide tajna plaćanja.',
    codes: 'Po jedan u redu: CODE = iznos = naslov. Koriste se kad načini plaćanja ne mogu da se izlistaju.',
    template: 'Po čemu sistem procenjuje ulaznicu kad navodi načine plaćanja.',
  },
  settingWrong: 'Sistem ovo ne može da upotrebi: {{reason}}',
};
