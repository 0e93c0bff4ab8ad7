/**
 * Reads a QR code back out of the SVG that the screen shows, without the encoder that drew it (ISO/IEC 18004, byte mode, error correction M,
 * versions 1 to 10). The modules come clean from the SVG, so nothing has to be corrected.
 */
import type { Locator } from '@playwright/test';

/** Data codewords of each block, by version. */
const blocks: readonly (readonly number[])[] = [
  [],
  [16],
  [28],
  [44],
  [32, 32],
  [43, 43],
  [27, 27, 27, 27],
  [31, 31, 31, 31],
  [38, 38, 39, 39],
  [36, 36, 36, 37, 37],
  [43, 43, 43, 43, 44],
];

/** Centres of the alignment patterns, by version. */
const centres: readonly (readonly number[])[] = [
  [],
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The text of a shown QR code. @throws Error when it is none, or drawn in a way that this does not read. */
export async function readQr(svg: Locator): Promise<string> {
  const { size, path, ground, ink } = await svg.evaluate((node) => ({
    size: (node as SVGSVGElement).viewBox.baseVal.width,
    path: node.querySelector('path')?.getAttribute('d') ?? '',
    ground: node.querySelector('rect')?.getAttribute('fill') ?? '',
    ink: node.querySelector('path')?.getAttribute('fill') ?? '',
  }));
  if (ground !== '#ffffff' || ink !== '#000000')
    throw new Error(`drawn ${ink} on ${ground}: a camera needs black on white`);
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(run));
  }
  const quiet = rows.findIndex((row) => row.includes(true));
  if (quiet < 4) throw new Error(`the quiet zone is ${quiet} modules wide, and must be 4`);
  return decode(rows.slice(quiet, size - quiet).map((row) => row.slice(quiet, size - quiet)));
}

function decode(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length;
  const version = (size - 17) / 4;
  const dark = (row: number, column: number): boolean => modules[row]?.[column] ?? false;
  const sizes = blocks[version];
  if (!sizes || sizes.length === 0) throw new Error(`a code of ${size} modules is not read here`);
  const format = formatBits(dark);
  if (format >> 13 !== 0) throw new Error('its error correction is not M');
  const mask = masks[(format >> 10) & 7];
  if (!mask) throw new Error('it has no mask');
  const bits: number[] = [];
  for (const [row, column] of walk(size)) {
    if (!isFunction(row, column, size, version)) bits.push(Number(dark(row, column) !== mask(row, column)));
  }
  return textOf(joined(bytesOf(bits), sizes), version);
}

function formatBits(dark: (row: number, column: number) => boolean): number {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((column): [number, number] => [8, column]);
  const rest = [7, 5, 4, 3, 2, 1, 0].map((row): [number, number] => [row, 8]);
  return [...places, ...rest].reduce((sum, [row, column]) => sum * 2 + Number(dark(row, column)), 0) ^ 0x5412;
}

function isFunction(row: number, column: number, size: number, version: number): boolean {
  if (row === 6 || column === 6) return true;
  if (row < 9 && (column < 9 || column >= size - 8)) return true;
  if (row >= size - 8 && column < 9) return true;
  if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return true;
  const at = centres[version] ?? [];
  const last = at.at(-1) ?? 0;
  return at.some((r) =>
    at.some((c) => {
      const inFinder = (r === 6 && c === 6) || (r === 6 && c === last) || (r === last && c === 6);
      return !inFinder && Math.abs(row - r) <= 2 && Math.abs(column - c) <= 2;
    }),
  );
}

/** The places in reading order: two columns at a time from the right, up and down in turn, column 6 left out. */
function* walk(size: number): Generator<readonly [number, number]> {
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      yield [row, right];
      yield [row, right - 1];
    }
    up = !up;
  }
}

function bytesOf(bits: readonly number[]): readonly number[] {
  return Array.from({ length: Math.floor(bits.length / 8) }, (_byte, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

/** Takes interleaved blocks apart. */
function joined(bytes: readonly number[], sizes: readonly number[]): readonly number[] {
  const parts: number[][] = sizes.map(() => []);
  let at = 0;
  for (let index = 0; index < Math.max(...sizes); index += 1) {
    sizes.forEach((size, block) => {
      if (index >= size) return;
      parts[block]?.push(bytes[at] ?? 0);
      at += 1;
    });
  }
  return parts.flat();
}

function textOf(bytes: readonly number[], version: number): string {
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 15]);
  if (nibbles[0] !== 4) throw new Error('it is not in byte mode');
  const digits = version < 10 ? 2 : 4;
  const length = nibbles.slice(1, 1 + digits).reduce((sum, nibble) => sum * 16 + nibble, 0);
  const data = nibbles.slice(1 + digits, 1 + digits + 2 * length);
  const text = Array.from({ length }, (_byte, index) => (data[2 * index] ?? 0) * 16 + (data[2 * index + 1] ?? 0));
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text));
}
