/** RFC 4180 as spreadsheets read it. */

/** Makes Excel read the file as UTF-8. */
export const byteOrderMark = '\uFEFF';

/**
 * What a spreadsheet would take for a formula: `=`, `+`, `-`, `@` (also in their full width), tab or carriage return, after blanks and
 * apostrophes or none. A guest may be called anything, and a cell is opened by somebody who trusts it.
 */
const looksLikeFormula = /^['\s]*[=+\-@＝＋－＠]|^['\s]*[\t\r]/u;

/**
 * Text that a spreadsheet shows and never runs: an apostrophe is put before what it would take for a formula. A reader takes one apostrophe
 * away from what then still looks like one, and has the text back.
 */
export function harmless(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

/** One line with its end. Cells are quoted where they hold a comma, a quote or a line break, or blanks at an end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
