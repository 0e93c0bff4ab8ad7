import { describe, expect, test } from 'vitest';
import { languages } from '../../shared/domain/settings.ts';
import { problemCodes } from '../../shared/errors.ts';
import { makeI18n, texts } from './i18n.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its path, e.g. `errors.offline.next`. */
function flat(tree: Tree, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') all.set(here, value);
    else for (const [inner, text] of flat(value, here)) all.set(inner, text);
  }
  return all;
}

const pluralEnd = /_(one|few|many|other)$/;
const base = (key: string) => key.replace(pluralEnd, '');
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

const english = flat(texts.en);
const englishBases = new Set([...english.keys()].map(base));

describe.each(languages)('texts in %s', (language) => {
  const own = flat(texts[language]);

  test('say every problem and what to do next', () => {
    for (const code of problemCodes) {
      expect(own.get(`errors.${code}.what`), code).toBeTruthy();
      expect(own.get(`errors.${code}.next`), code).toBeTruthy();
    }
  });

  test('have the keys of the English ones, and no others', () => {
    expect(new Set([...own.keys()].map(base))).toEqual(englishBases);
  });

  test('have each plural form that the language tells apart', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = new Set([...own.keys()].filter((key) => pluralEnd.test(key)).map(base));
    for (const key of counted) {
      for (const form of forms) expect(own.has(`${key}_${form}`), `${key}_${form}`).toBe(true);
    }
  });

  test('use the placeholders of the English ones', () => {
    for (const [key, text] of own) {
      const model = english.get(key) ?? english.get(`${base(key)}_other`) ?? '';
      // A language may say its singular without the number, and a plural with it.
      expect(new Set(placeholders(text)), key).toEqual(new Set(placeholders(model)));
    }
  });

  test('are in the language’s own script', () => {
    const latin = language === 'en' || language === 'sr-Latn';
    for (const [key, text] of own) {
      if (latin) expect(text, key).not.toMatch(/\p{Script=Cyrillic}/u);
      // A Latin letter inside a Cyrillic word is a slip of the keyboard that no reader sees and no search finds.
      else expect(text, key).not.toMatch(/\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u);
    }
  });
});

describe('counts', () => {
  test.each([
    ['en', 1, '1 ticket'],
    ['en', 1240, '1,240 tickets'],
    ['sr-Latn', 2, '2 ulaznice'],
    ['sr-Latn', 1240, '1.240 ulaznica'],
    ['sr-Cyrl', 21, '21 улазница'],
    ['ru', 3, '3 билета'],
    ['ru', 11, '11 билетов'],
  ] as const)('%s %i', (language, count, words) => {
    const i18n = makeI18n(language);
    expect(i18n.t('common:tickets', { count })).toBe(words);
  });
});
