import qrcode from 'qrcode-generator';

/** A QR code as one SVG path; one unit is one module. */
export interface QrShape {
  /** Width and height with the quiet zone. */
  readonly size: number;
  /** The dark modules as an SVG path. */
  readonly path: string;
}

/** Empty modules around the code; fewer than four and some cameras see nothing. */
export const quietZone = 4;

/**
 * Draws a text as a QR code, with medium error correction: it survives a smeared screen and stays coarse enough to be read from a step away.
 * @throws Error when the text is longer than a QR code holds.
 */
export function qrShape(text: string): QrShape {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (!code.isDark(row, column)) continue;
      let run = 1;
      while (column + run < count && code.isDark(row, column + run)) run += 1;
      path += `M${column + quietZone} ${row + quietZone}h${run}v1h-${run}z`;
      column += run;
    }
  }
  return { size: count + 2 * quietZone, path };
}
