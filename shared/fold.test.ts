import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, fold, foldedWords, foldForIndex, foldQuery, matchRanges } from './fold.ts';

const serbianPairs: readonly (readonly [string, string])[] = [
  ...[...'абвгдежзијклмнопрстћуфхцчш'].map(
    (letter, n) => [letter, [...'abvgdežzijklmnoprstćufhcčš'][n] ?? ''] as const,
  ),
  ['ђ', 'đ'],
  ['љ', 'lj'],
  ['њ', 'nj'],
  ['џ', 'dž'],
];
const serbianWord = fc.array(fc.constantFrom(...serbianPairs), { minLength: 1, maxLength: 12 });
const typedLetters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzčćžšđöüßёжхщюяђљњџαθχ'),
  minLength: 1,
  maxLength: 12,
});
const forms = (text: string): string[] => foldForIndex(text).split(' ');
const hits = (name: string, typed: string): boolean =>
  foldQuery(typed).words.every((word) => forms(name).some((form) => form.startsWith(word)));

describe('fold', () => {
  test.each([
    [['Ђорђе', 'Đorđe', 'Djordje', 'dorde', 'ĐORĐE', 'Ђо\u0440ђе'], 'dorde'],
    [['Юлия', 'Yuliya', 'Julija', 'Julia', 'Јулија'], 'iulia'],
    [['Михаил', 'Mihail', 'Mikhail'], 'mihail'],
    [['Щербаков', 'Shcherbakov', 'Ščerbakov'], 'scerbakov'],
    [['Хачатурян', 'Khachaturyan', 'Hačaturjan'], 'hacaturian'],
    [['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrij', 'Dmitri'], 'dmitri'],
    [['Жанна', 'Zhanna', 'Žana'], 'zana'],
    [['Љубица', 'Ljubica'], 'liubica'],
    [['Наталья', 'Natalija', 'Natalya', 'Natalia'], 'natalia'],
    [['Θεοδώρα', 'Theodora', 'Teodora'], 'teodora'],
    [['Надя', 'Nadja', 'Nadya'], 'nada'],
    [['Алёна', 'Алена', 'Alena'], 'alena'],
    [['Џон', 'Džon'], 'dzon'],
    [['Kovács Ödön', 'kovacs odon'], 'kovacs odon'],
    [['Łukasz Øre Weiß', 'lukasz ore weiss'], 'lukasz ore veis'],
    [["O'Brien", 'O’Brien', 'obrien'], 'obrien'],
    [['Ильïна', 'Ильіна'], 'ilina'],
    [['１２３ ﬁx'], '123 fiks'],
  ])('%j are one word', (spellings, folded) => {
    for (const spelling of spellings) expect(fold(spelling)).toBe(folded);
  });

  test('digits keep their doubles and words split at what is no letter', () => {
    expect(fold('+381 64 1122-33')).toBe('381 64 1122 33');
    expect(fold('  --  ')).toBe('');
    expect(fold('Petrović-Njegoš')).toBe('petrovic niegos');
  });

  test('folding twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
    fc.assert(fc.property(typedLetters, (text) => fold(fold(text)) === fold(text)));
  });

  test('every single character folds to letters and digits, and then stays', () => {
    const changed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const once = fold(String.fromCodePoint(code));
      if (fold(once) !== once || /[^\p{L}\p{N}]/u.test(once))
        changed.push(`${code.toString(16)} ${once} ${fold(once)}`);
    }
    expect(changed).toEqual([]);
    expect([fold('⅓'), fold('⑴'), fold('№')]).toEqual(['13', '1', '']);
  });

  test('both Serbian scripts, every case and both ways to write a mark fold alike', () => {
    fc.assert(
      fc.property(serbianWord, (word) => {
        const cyrillic = word.map(([letter]) => letter).join('');
        const latin = word.map(([, letter]) => letter).join('');
        const expected = fold(latin);
        for (const spelling of [cyrillic, cyrillic.toUpperCase(), latin.toUpperCase(), latin.normalize('NFD')]) {
          expect(fold(spelling)).toBe(expected);
        }
      }),
    );
  });

  test('typing a name letter by letter keeps it in the hits', () => {
    for (const name of [
      'Đorđe',
      'Djordje',
      'Ђорђе',
      'Mikhail',
      'Khakhol',
      'Shcherbakov',
      'Љубица',
      'Müller',
      'Čvorović',
    ]) {
      for (let n = 1; n <= name.length; n += 1) expect([name, hits(name, name.slice(0, n))]).toEqual([name, true]);
    }
    for (const typed of ['d', 'dj', 'djo', 'djor', 'dorde', 'đ', 'ђор']) expect(hits('Đorđe', typed)).toBe(true);
    fc.assert(
      fc.property(typedLetters, (name) => {
        for (let n = 1; n <= name.length; n += 1)
          if (!hits(name, name.slice(0, n))) return (name.match(/k+h/g)?.length ?? 0) > 3;
        return true;
      }),
    );
  });

  test('second spellings find a word too', () => {
    for (const [name, typed] of [
      ['Фёдор', 'fyodor'],
      ['Фёдор', 'fedor'],
      ['Цветков', 'tsvetkov'],
      ['Елена', 'yelena'],
      ['Елена', 'jelena'],
      ['Първан', 'parvan'],
      ['Müller', 'mueller'],
      ['Mikhail', 'mikail'],
    ] as const) {
      expect([name, typed, hits(name, typed)]).toEqual([name, typed, true]);
    }
    expect(foldedWords('Ana')).toEqual([{ form: 'ana', others: [] }]);
  });
});

describe('foldQuery', () => {
  test('tells words, pieces, codes and phones apart', () => {
    expect(foldQuery('Ana Pet')).toMatchObject({ words: ['ana', 'pet'], pieces: ['ana', 'pet'], phone: null });
    expect(foldQuery('064 123')).toMatchObject({ phone: '64123' });
    expect(foldQuery('00381 64/123-45')).toMatchObject({ phone: '3816412345' });
    expect(foldQuery('AYM-0579')).toMatchObject({ code: 'aym0579', phone: null });
    expect(foldQuery('  ')).toEqual({ words: [], pieces: [], code: '', phone: null });
    expect(codeOf('aym 0579')).toBe('aym0579');
  });
});

describe('matchRanges', () => {
  const marked = (text: string, query: string): string[] =>
    matchRanges(text, query).map(([start, end]) => text.slice(start, end));

  test.each([
    ['Ђорђе Петровић', 'djo pet', ['Ђо', 'Пет']],
    ['Đorđe', 'ђорђ', ['Đorđ']],
    ['Djordje', 'đo', ['Djo']],
    ['Анна Ковач', 'kovac', ['Ковач']],
    ['Mikhail', 'mik', ['Mik']],
    ['Mikhail', 'михаил', ['Mikhail']],
    ['+381641234567', '064 123', ['64123']],
    ['+14303747043', '3747043', ['3747043']],
    ['AYM-0579', 'aym0579', ['AYM-0579']],
    ['ana.petrovic@example.rs', 'rovic@ex', ['rovic@ex']],
    ['Petrović', 'etro', []],
    ['Ana', '', []],
    ['Cafe\u0301 Noir', 'café', ['Cafe\u0301']],
  ])('%s with %s', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  test('ranges are inside the text, ascending, apart and not empty', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      typedLetters,
      fc.constantFrom('+381 64 12', 'a@b.rs', 'ﬁ', '😀a'),
    );
    fc.assert(
      fc.property(any, any, (text, query) => {
        let last = -1;
        for (const [start, end] of matchRanges(text, query)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  test('a text that the search finds by its name is marked', () => {
    fc.assert(
      fc.property(typedLetters, fc.nat(), (name, n) => {
        const typed = name.slice(0, 1 + (n % name.length));
        if (hits(name, typed) && fold(typed) !== '') expect(matchRanges(name, typed).length).toBeGreaterThan(0);
      }),
    );
  });
});
