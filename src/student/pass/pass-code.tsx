import { create } from 'qrcode/lib/core/qrcode.js';
import type { ReactNode } from 'react';
import { modulesPath } from '#domain/qr/modules-path.ts';

const QUIET_ZONE = 4;

/** A pass as a QR code, black on white in both themes. */
export function PassCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  // Level M is as small as L for this many characters, and bears a finger or a scratch.
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const all = size + 2 * QUIET_ZONE;
  return (
    <svg
      className="pass-code"
      role="img"
      aria-label={label}
      data-pass={text}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${all} ${all}`}
      shapeRendering="crispEdges"
    >
      <path d={modulesPath(size, data)} fill="#000000" />
    </svg>
  );
}
