import { create } from 'qrcode';

export type QrDrawing = {
  /** Modules along one side, without the quiet zone. */
  readonly size: number;
  /** SVG path data of the dark modules, one unit a module. */
  readonly path: string;
};

/**
 * Draws `text` as a QR code at level M. Text of digits, upper case and `$%*+-./:` gets the alphanumeric mode, which is
 * what keeps a room code at version 3 and readable from the last row.
 */
export function qrPath(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) runs.push(...darkRuns(data.subarray(y * size, (y + 1) * size), y));
  return { size, path: runs.join('') };
}

/** One rectangle for each unbroken run of dark modules: a third of the data of a square for each. */
function darkRuns(row: Uint8Array, y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== 1) continue;
    const from = x;
    while (row[x + 1] === 1) x += 1;
    runs.push(`M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`);
  }
  return runs;
}
