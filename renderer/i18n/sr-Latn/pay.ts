import type { pay as en } from '../en/pay.ts';
import type { SerbianTexts } from '../texts.ts';

export const pay: SerbianTexts<typeof en> = {
  title: 'Plaćanje',
  toPay: 'Za plaćanje',
  orderNumber: 'Broj porudžbine',
  orderNumberLater: 'stiže s linkom',
  reference: 'Oznaka prodaje',
  items: 'Stavke',
  qrLabel: 'Link za plaćanje porudžbine {{number}} kao QR kod',
  copyLink: 'Kopiraj link',
  linkCopied: 'Link je kopiran',
  openLink: 'Otvori u pregledaču',
  nextSale: 'Sledeća prodaja',
  openOrder: 'Otvori porudžbinu',
  openOrderToCancel: 'Otvori porudžbinu (tamo se otkazuje)',
  decide: 'Odluči u redu čekanja',
  platformSays: 'Platforma kaže',
  nextTry: 'Sledeći pokušaj u {{time}}.',
  paidAt: 'plaćeno u {{time}}',
  paidAndCash: 'Pažnja: za ovu prodaju je zabeleženo i {{amount}} u gotovini. Možda je plaćeno dva puta.',
  noteCash: 'Zabeleži gotovinu',
  cashTitle: 'Beleženje gotovine',
  cashText: 'Na ovom laptopu se beleži da je gost prodaje {{reference}} platio gotovinom.',
  cashWarningTitle: 'Platforma to neće saznati',
  cashWarning:
    'Tamo porudžbina ostaje neplaćena, a njen link i dalje važi. Pazite da gost ne plati i preko linka. Gotovinu sami obračunajte s organizatorom.',
  cashAmount: 'Primljena gotovina',
  cashAmountWrong: 'Ukucajte iznos veći od nule.',
  cashConfirm: 'Zabeleži {{amount}} u gotovini',
  cashConfirmNothing: 'Zabeleži gotovinu',
  cashNoted: 'Zabeležena gotovina: {{amount}}',
  cashNotedText: 'Zabeleženo samo na ovom laptopu. Platforma za to ne zna.',
  cancelSale: 'Otkaži prodaju',
  cancelTitle: 'Otkazati ovu prodaju?',
  cancelText:
    '{{reference}}, {{amount}}: nije ni poslata, pa se na platformi ništa nije desilo. Uklanja se iz reda čekanja.',
  state: {
    waiting_for_network: {
      word: 'Čeka mrežu',
      text: 'Sigurno je na ovom laptopu. Šalje se jednom, samo od sebe, kad se mreža vrati; tada se link pojavljuje ovde.',
      sign: 'Link stiže kad se mreža vrati',
    },
    sending: {
      word: 'Šalje se',
      text: 'Porudžbina je na putu ka platformi. Link stiže za koji trenutak.',
      sign: 'Link stiže za koji trenutak',
    },
    awaiting_payment: {
      word: 'Čeka se uplata',
      text: 'Neka gost telefonom skenira kod. Ovaj ekran javlja kad bude plaćeno.',
      sign: 'Platforma nije dala link za ovu porudžbinu. Otvorite porudžbinu.',
    },
    paid: { word: 'Plaćeno', text: 'Novac je kod platforme.', sign: 'Plaćeno' },
    declined: {
      word: 'Odbijeno',
      text: 'Plaćanje nije prošlo. Gost može da pokuša ponovo istim linkom ili drugom karticom.',
      sign: 'Plaćanje je odbijeno',
    },
    expired: {
      word: 'Isteklo',
      text: 'Vreme za plaćanje je isteklo i platforma je otkazala porudžbinu. Napravite novu prodaju.',
      sign: 'Link više ne važi',
    },
    cancelled: {
      word: 'Otkazano',
      text: 'Ova prodaja je otkazana. Nema šta da se plati.',
      sign: 'Otkazano',
    },
    rejected: {
      word: 'Nije primljeno',
      text: 'Platforma nije primila porudžbinu. Ništa nije naplaćeno. Vratite se u korpu, ispravite ono što navodi i prodajte ponovo.',
      sign: 'Platforma nije primila porudžbinu',
    },
    unknown: {
      word: 'Još se ne zna',
      text: 'Odgovor se izgubio usput. Willcall proverava da li je porudžbina stigla. Nemojte je prodavati ponovo i još ne uzimajte gotovinu.',
      sign: 'Proverava se da li je porudžbina stigla',
    },
    needs_person: {
      word: 'Traži vas',
      text: 'Willcall nije uspeo da sazna da li je porudžbina stigla. U redu čekanja pogledajte obe strane i odlučite.',
      sign: 'Potrebna je vaša odluka',
    },
  },
  sold: 'Prodato',
  change: 'Kusur: {{amount}}',
  paidHere: { cash: 'plaćeno gotovinom', terminal: 'plaćeno na terminalu' },
  ticketsTo: 'Ulaznice su poslate na {{email}}',
  ticketsNoMail: 'Gost nije ostavio e-adresu: pošaljite ili odštampajte ulaznice iz porudžbine.',
  invoice: 'Račun {{number}}',
  linkGone: 'Stranica ovog plaćanja više nije na ovom laptopu. Započnite plaćanje iznova.',
  stateHere: {
    waiting_for_network: {
      text: 'Sigurno je na ovom laptopu. Šalje se jednom, samo od sebe, kad se mreža vrati; tada se prave ulaznice.',
      sign: 'Ulaznice stižu kad se mreža vrati',
    },
    sending: {
      text: 'Prodaja je na putu ka platformi. Ulaznice se prave za koji trenutak.',
      sign: 'Ulaznice stižu za koji trenutak',
    },
    awaiting_payment: {
      text: 'Porudžbina je napravljena, ali platforma još čeka novac. Otvorite porudžbinu i označite je kao plaćenu.',
      sign: 'Označite porudžbinu kao plaćenu',
    },
    rejected: {
      text: 'Platforma nije primila prodaju i nije napravila ulaznice. Vratite novac, ili se vratite u korpu, ispravite ono što navodi i prodajte ponovo.',
      sign: 'Ulaznice nisu napravljene',
    },
  },
  stateTicket: {
    declined: {
      text: 'Plaćanje nije uspelo i ništa nije naplaćeno. Pokrenite ga iznova sa ulaznice, ili na drugi način plaćanja.',
      sign: 'Plaćanje je odbijeno',
    },
    expired: {
      text: 'Vreme za plaćanje je isteklo. Ako gost i dalje želi da plati, pokrenite ga iznova sa ulaznice.',
      sign: 'Link više ne važi',
    },
    rejected: {
      text: 'Platforma nije pokrenula plaćanje. Ništa nije naplaćeno. Pogledajte uplate za ulaznicu pre nego što od gosta bilo šta tražite.',
      sign: 'Plaćanje nije pokrenuto',
    },
  },
  sameTicket: 'Nazad na ulaznicu {{number}}',
  lost: {
    demo: 'Probni podaci počinju iznova pri svakom pokretanju Willcalla: ova porudžbina je iz ranijeg pokretanja i ne može više da se plati. Napravite novu prodaju.',
    not_found:
      'Platforma ne zna za ovu porudžbinu (upitana {{time}}), pa se ovde neće videti da je plaćena. Ako je gost platio, pogledajte njegovu potvrdu i pitajte organizatora.',
    forbidden:
      'Ključ ne sme da vidi ovu porudžbinu (upitano {{time}}), pa se ovde neće videti da je plaćena. Proverite u Podešavanjima da li je to ključ kojim je prodato.',
  },
  otherTotal: 'Platforma naplaćuje {{amount}}, a ne ono što je ovde prodato.',
  anotherTicket: 'Druga ulaznica',
  sellAgain: 'Nazad u korpu',
  replaceCartTitle: 'Korpa nije prazna',
  replaceCartText:
    'Ono što je sada u korpi, i upisani gost, bilo bi izgubljeno. Na njihovo mesto dolazi prodaja koja nije primljena.',
  replaceCart: 'Vrati {{reference}} u korpu',
};
