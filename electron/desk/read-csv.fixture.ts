/**
 * Reads CSV as RFC 4180 has it, for tests of what is written: strict, so that a stray quote or a bare line break is an error.
 * @throws Error that names the place.
 */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, end } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(value);
    if (text[end] === ',') {
      at = end + 1;
      if (at === text.length) throw new Error('the file ends after a comma');
    } else if (text.startsWith('\r\n', end)) {
      rows.push(row);
      row = [];
      at = end + 2;
    } else throw new Error(`neither a comma nor a line end at ${end}`);
  }
  return rows;
}

function plainCell(text: string, from: number): { readonly value: string; readonly end: number } {
  const rest = /[^",\r\n]*/y;
  rest.lastIndex = from;
  const value = rest.exec(text)?.[0] ?? '';
  return { value, end: from + value.length };
}

function quotedCell(text: string, from: number): { readonly value: string; readonly end: number } {
  const rest = /"((?:[^"]|"")*)"/y;
  rest.lastIndex = from;
  const found = rest.exec(text);
  if (!found) throw new Error(`no closing quote for ${from}`);
  return { value: (found[1] ?? '').replaceAll('""', '"'), end: from + found[0].length };
}

/** What was meant by a cell that was kept from being a formula (csv.ts, `harmless`). */
export function unguarded(cell: string): string {
  return /^'['\s]*[=+\-@＝＋－＠]|^'['\s]*[\t\r]/u.test(cell) ? cell.slice(1) : cell;
}
