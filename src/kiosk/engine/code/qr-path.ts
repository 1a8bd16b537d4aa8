import { create } from 'qrcode';
import { modulesPath } from '#domain/qr/modules-path.ts';

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
  return { size: modules.size, path: modulesPath(modules.size, modules.data) };
}
