/**
 * How texts are written. One file per area and language: `i18n/<language>/<area>.ts` exports `const <area>`; English sets the keys,
 * the others are typed by it (`SerbianTexts<typeof en>`, `RussianTexts<typeof en>`), so a missing or a surplus key does not compile.
 *
 * A text with a count has one key for each plural form of its language: English `_one _other`, Serbian `_one _few _other`,
 * Russian `_one _few _many _other`; it is used as `t('tickets', { count })`. Numbers are written `{{count, number}}`.
 * Other values are `{{name}}`. Willcall, tic.rs, QR and addresses stay in Latin letters.
 *
 *   const { t } = useTexts('lookup');   t('title');   t('common:cancel');   t('errors:offline.next');
 */
type PluralKey = `${string}_${'one' | 'few' | 'many' | 'other'}`;
type PlainKey<Key> = Key extends PluralKey ? never : Key;
type PluralBase<Key> = Key extends `${infer Base}_other` ? Base : never;

type Texts<English, Category extends string> = {
  readonly [Key in PlainKey<keyof English>]: English[Key] extends string ? string : Texts<English[Key], Category>;
} & { readonly [Base in PluralBase<keyof English> as `${Base}_${Category}`]: string };

export type SerbianTexts<English> = Texts<English, 'one' | 'few' | 'other'>;
export type RussianTexts<English> = Texts<English, 'one' | 'few' | 'many' | 'other'>;
