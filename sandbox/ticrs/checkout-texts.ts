import type { Language } from '../data/places.ts';

/** What the payment page says. */
export interface CheckoutTexts {
  readonly title: string;
  readonly order: string;
  readonly quantity: string;
  readonly total: string;
  readonly pay: string;
  readonly decline: string;
  readonly retry: string;
  readonly demo: string;
  readonly open: string;
  readonly paid: readonly [string, string];
  readonly failed: readonly [string, string];
  readonly expired: readonly [string, string];
  readonly cancelled: readonly [string, string];
  readonly cart: readonly [string, string];
  readonly unknown: readonly [string, string];
}

export const CHECKOUT: Readonly<Record<Language, CheckoutTexts>> = {
  en: {
    title: 'Payment',
    order: 'Order',
    quantity: 'pcs',
    total: 'Total',
    pay: 'Pay',
    decline: 'Decline',
    retry: 'Try again',
    demo: 'Demo page of the sandbox. No money moves.',
    open: 'Check the order, then pay.',
    paid: ['Paid', 'Thank you. You can close this page.'],
    failed: ['Payment failed', 'The payment was declined. Nothing was charged.'],
    expired: ['Expired', 'The time to pay has run out. Ask for a new payment link.'],
    cancelled: ['Cancelled', 'This order was cancelled.'],
    cart: ['Not ready', 'This order is still a cart and cannot be paid yet.'],
    unknown: ['Not found', 'There is no such order.'],
  },
  sr: {
    title: 'Plaćanje',
    order: 'Narudžbina',
    quantity: 'kom',
    total: 'Ukupno',
    pay: 'Plati',
    decline: 'Odbij',
    retry: 'Pokušaj ponovo',
    demo: 'Demo stranica. Novac se ne naplaćuje.',
    open: 'Proverite narudžbinu i platite.',
    paid: ['Plaćeno', 'Hvala. Možete zatvoriti ovu stranicu.'],
    failed: ['Plaćanje nije uspelo', 'Plaćanje je odbijeno. Ništa nije naplaćeno.'],
    expired: ['Isteklo', 'Vreme za plaćanje je isteklo. Zatražite novi link.'],
    cancelled: ['Otkazano', 'Ova narudžbina je otkazana.'],
    cart: ['Nije spremno', 'Ova narudžbina je još korpa i ne može da se plati.'],
    unknown: ['Nije pronađeno', 'Takva narudžbina ne postoji.'],
  },
  ru: {
    title: 'Оплата',
    order: 'Заказ',
    quantity: 'шт.',
    total: 'Итого',
    pay: 'Оплатить',
    decline: 'Отклонить',
    retry: 'Попробовать снова',
    demo: 'Демо-страница. Деньги не списываются.',
    open: 'Проверьте заказ и оплатите.',
    paid: ['Оплачено', 'Спасибо. Эту страницу можно закрыть.'],
    failed: ['Оплата не прошла', 'Платёж отклонён. Деньги не списаны.'],
    expired: ['Срок истёк', 'Время на оплату вышло. Попросите новую ссылку.'],
    cancelled: ['Отменён', 'Этот заказ отменён.'],
    cart: ['Не готово', 'Этот заказ ещё в корзине, оплатить его нельзя.'],
    unknown: ['Не найдено', 'Такого заказа нет.'],
  },
};
