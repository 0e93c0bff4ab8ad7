export const PAGE_LANGUAGES = ['hu', 'en', 'de'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** A heading and what happens next. */
type Words = readonly [head: string, text: string];

/** What the hosted pages of both providers say. */
export interface PageTexts {
  readonly title: string;
  readonly demo: string;
  readonly ticket: string;
  readonly total: string;
  readonly pay: string;
  readonly decline: string;
  readonly cancel: string;
  readonly back: string;
  readonly open: Words;
  readonly paid: Words;
  readonly failed: Words;
  readonly cancelled: Words;
  readonly expired: Words;
  readonly unknown: Words;
  /** Back at the shop: the money is not yet confirmed. */
  readonly success: Words;
  /** Back at the shop, which could not read the result. */
  readonly unclear: Words;
  readonly card: Words;
  readonly cardNumber: string;
  readonly testCards: string;
  readonly noTestCard: string;
  readonly refusals: Readonly<Record<string, string>>;
  readonly cards: Readonly<Record<string, string>>;
  readonly bank: Words;
  readonly confirm: string;
  readonly refuse: string;
}

export const PAGES: Readonly<Record<PageLanguage, PageTexts>> = {
  hu: {
    title: 'Fizetés',
    demo: 'A próbarendszer oldala. Valódi pénz nem mozog.',
    ticket: 'Jegy',
    total: 'Fizetendő',
    pay: 'Fizetek',
    decline: 'A bank elutasítja',
    cancel: 'Mégsem',
    back: 'Vissza a jegyhez',
    open: ['Fizetés bankkártyával', 'Ellenőrizze az összeget, majd fizessen.'],
    paid: ['Fizetve', 'Köszönjük. Ez az oldal bezárható.'],
    failed: ['Sikertelen fizetés', 'A bank elutasította a fizetést. Nem történt terhelés.'],
    cancelled: ['Megszakítva', 'A fizetést megszakították. Nem történt terhelés.'],
    expired: ['Lejárt', 'A fizetésre adott idő letelt. Kérjen új linket.'],
    unknown: ['Nem található', 'Nincs ilyen fizetés.'],
    success: [
      'A fizetés megérkezett',
      'A jegy akkor számít kifizetettnek, amikor a bank visszaigazolja. Ez pár másodperc.',
    ],
    unclear: ['Az eredmény nem olvasható', 'Kérdezzen a pénztárnál, mielőtt újra fizetne.'],
    card: ['Fizetés Stripe-pal', 'Adjon meg egy tesztkártyát, vagy válasszon egyet.'],
    cardNumber: 'Kártyaszám',
    testCards: 'Tesztkártyák',
    noTestCard: 'Ez nem tesztkártya. Valódi kártyát ne adjon meg.',
    refusals: {
      card_declined: 'A kártyát elutasították.',
      insufficient_funds: 'Nincs elég fedezet a kártyán.',
      payment_intent_authentication_failure: 'A bank nem azonosította a fizetőt.',
    },
    cards: {
      '4242424242424242': 'sikeres',
      '4000002760003184': '3-D Secure, majd sikeres',
      '4000000000000002': 'elutasítva',
      '4000008400001629': '3-D Secure, majd elutasítva',
      '4000000000009995': 'nincs fedezet',
    },
    bank: ['Azonosítás', 'A bankja kérdezi: Ön fizet?'],
    confirm: 'Igen, jóváhagyom',
    refuse: 'Nem én vagyok',
  },
  en: {
    title: 'Payment',
    demo: 'A page of the sandbox. No money moves.',
    ticket: 'Ticket',
    total: 'Total',
    pay: 'Pay',
    decline: 'The bank declines',
    cancel: 'Cancel',
    back: 'Back to the ticket',
    open: ['Pay by card', 'Check the amount, then pay.'],
    paid: ['Paid', 'Thank you. You can close this page.'],
    failed: ['Payment failed', 'The bank declined the payment. Nothing was charged.'],
    cancelled: ['Cancelled', 'The payment was cancelled. Nothing was charged.'],
    expired: ['Expired', 'The time to pay has run out. Ask for a new link.'],
    unknown: ['Not found', 'There is no such payment.'],
    success: ['Payment received', 'The ticket counts as paid once the bank confirms it. This takes some seconds.'],
    unclear: ['The result cannot be read', 'Ask at the box office before you pay again.'],
    card: ['Pay with Stripe', 'Type the number of a test card, or choose one.'],
    cardNumber: 'Card number',
    testCards: 'Test cards',
    noTestCard: 'This is no test card. Never type a real one here.',
    refusals: {
      card_declined: 'The card was declined.',
      insufficient_funds: 'There is not enough money on the card.',
      payment_intent_authentication_failure: 'The bank could not identify the payer.',
    },
    cards: {
      '4242424242424242': 'succeeds',
      '4000002760003184': '3-D Secure, then succeeds',
      '4000000000000002': 'declined',
      '4000008400001629': '3-D Secure, then declined',
      '4000000000009995': 'insufficient funds',
    },
    bank: ['Confirm it is you', 'Your bank asks: are you paying this?'],
    confirm: 'Yes, approve',
    refuse: 'It is not me',
  },
  de: {
    title: 'Zahlung',
    demo: 'Eine Seite der Testumgebung. Es fließt kein Geld.',
    ticket: 'Ticket',
    total: 'Summe',
    pay: 'Bezahlen',
    decline: 'Die Bank lehnt ab',
    cancel: 'Abbrechen',
    back: 'Zurück zum Ticket',
    open: ['Mit Karte bezahlen', 'Betrag prüfen, dann bezahlen.'],
    paid: ['Bezahlt', 'Danke. Diese Seite kann geschlossen werden.'],
    failed: ['Zahlung fehlgeschlagen', 'Die Bank hat abgelehnt. Es wurde nichts belastet.'],
    cancelled: ['Abgebrochen', 'Die Zahlung wurde abgebrochen. Es wurde nichts belastet.'],
    expired: ['Abgelaufen', 'Die Zeit zum Bezahlen ist um. Bitte um einen neuen Link.'],
    unknown: ['Nicht gefunden', 'Diese Zahlung gibt es nicht.'],
    success: [
      'Zahlung eingegangen',
      'Das Ticket gilt als bezahlt, sobald die Bank bestätigt. Das dauert einige Sekunden.',
    ],
    unclear: ['Das Ergebnis ist nicht lesbar', 'Bitte an der Kasse fragen, bevor Sie erneut zahlen.'],
    card: ['Mit Stripe bezahlen', 'Nummer einer Testkarte eingeben oder eine wählen.'],
    cardNumber: 'Kartennummer',
    testCards: 'Testkarten',
    noTestCard: 'Das ist keine Testkarte. Geben Sie hier nie eine echte ein.',
    refusals: {
      card_declined: 'Die Karte wurde abgelehnt.',
      insufficient_funds: 'Die Karte ist nicht gedeckt.',
      payment_intent_authentication_failure: 'Die Bank konnte Sie nicht bestätigen.',
    },
    cards: {
      '4242424242424242': 'erfolgreich',
      '4000002760003184': '3-D Secure, dann erfolgreich',
      '4000000000000002': 'abgelehnt',
      '4000008400001629': '3-D Secure, dann abgelehnt',
      '4000000000009995': 'nicht gedeckt',
    },
    bank: ['Bestätigen Sie, dass Sie es sind', 'Ihre Bank fragt: Zahlen Sie das?'],
    confirm: 'Ja, freigeben',
    refuse: 'Das bin ich nicht',
  },
};
