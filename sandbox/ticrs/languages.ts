import type { Language } from '../data/places.ts';

/** Order statuses (T15); the Russian names are the platform's own. */
export const ORDER_STATUSES: ReadonlyMap<number, Readonly<Record<Language, string>>> = new Map([
  [1, { ru: 'Новый', en: 'New', sr: 'Novo' }],
  [2, { ru: 'Оплачен', en: 'Paid', sr: 'Plaćeno' }],
  [3, { ru: 'Отправлен в логистику', en: 'Sent to logistics', sr: 'Poslato u logistiku' }],
  [4, { ru: 'В доставке', en: 'In delivery', sr: 'U isporuci' }],
  [5, { ru: 'Выполнен', en: 'Completed', sr: 'Izvršeno' }],
  [6, { ru: 'Корзина', en: 'Cart', sr: 'Korpa' }],
  [7, { ru: 'Отменен', en: 'Cancelled', sr: 'Otkazano' }],
]);

export function orderStatus(id: number, language: Language): string {
  return ORDER_STATUSES.get(id)?.[language] ?? '';
}

/** Labels of meta.links; they are localised, which is why a client must not read them (T-27). */
export const PAGE_LABELS: Readonly<Record<Language, { previous: string; next: string }>> = {
  sr: { previous: '« Prethodni', next: 'Sledeći »' },
  en: { previous: '« Previous', next: 'Next »' },
  ru: { previous: '« Назад', next: 'Вперёд »' },
};

/** `sr`, `en` or `ru` exactly; all else, also the garbled value of the documents' examples, is Russian (T-12). */
export function languageOf(value: string | null | undefined): Language {
  const code = value?.trim().toLowerCase();
  return code === 'sr' || code === 'en' ? code : 'ru';
}
