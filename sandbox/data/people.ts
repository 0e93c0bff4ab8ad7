import { type Guest, NAME_SETS, type NameSet } from './names.ts';
import type { Rng } from './rng.ts';

/** Cyrillic (Serbian and Russian) to ASCII, for e-mail addresses only. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    ђ: 'dj',
    е: 'e',
    ё: 'e',
    ж: 'z',
    з: 'z',
    и: 'i',
    й: 'j',
    ј: 'j',
    к: 'k',
  },
  ...{
    л: 'l',
    љ: 'lj',
    м: 'm',
    н: 'n',
    њ: 'nj',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    ћ: 'c',
    у: 'u',
    ф: 'f',
    х: 'h',
  },
  ...{
    ц: 'c',
    ч: 'c',
    џ: 'dz',
    ш: 's',
    щ: 'sc',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'ju',
    я: 'ja',
    đ: 'dj',
    ß: 'ss',
    ø: 'o',
  },
};

/** A name as the local part of an e-mail address: ASCII letters, words joined by dots. */
export function asciiName(name: string): string {
  let out = '';
  for (const ch of name.toLowerCase()) out += CYRILLIC[ch] ?? ch;
  return out
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, '.');
}

const DOMAINS = [
  'mail.example.test',
  'posta.example.test',
  'pochta.example.test',
  'post.example.test',
  'level.example.test',
];
const WEIGHTED: readonly NameSet[] = NAME_SETS.flatMap((set) => Array.from({ length: set.weight }, () => set));
const ascii = new Map<string, string>();

function asciiPart(part: string): string {
  let out = ascii.get(part);
  if (out === undefined) {
    out = asciiName(part);
    ascii.set(part, out);
  }
  return out;
}

/** One guest; `serial` keeps nine of ten e-mail addresses apart from all others. */
export function makeGuest(rng: Rng, serial: number): Guest {
  const set = rng.pick(WEIGHTED);
  const woman = rng.chance(0.52);
  const given = rng.pick(woman ? set.women : set.men);
  const family = rng.pick(woman ? (set.familyWomen ?? set.family) : set.family);
  const name = set.familyFirst ? `${family} ${given}` : `${given} ${family}`;
  const tag = rng.chance(0.9) ? serial.toString(36) : String(rng.int(100));
  const separator = rng.chance(0.8) ? '.' : '_';
  const email = `${asciiPart(given)}${separator}${asciiPart(family)}${tag}@${rng.pick(DOMAINS)}`;
  const phone = rng.pick(set.phone.prefix) + String(rng.int(10 ** set.phone.digits)).padStart(set.phone.digits, '0');
  // Some live abroad, and for some the platform does not know the country (T-16).
  const where = rng.next();
  const country = where < 0.12 ? '' : where < 0.2 ? 'RS' : set.country;
  return { name, email, phone, language: set.language, country };
}
