import { create } from 'qrcode/lib/core/qrcode.js';
import type { ReactNode } from 'react';
import { modulesPath } from '#domain/qr/modules-path.ts';

const QUIET_ZONE = 4;

type Props = { readonly text: string; readonly label: string; readonly className?: string | undefined };

/** A QR code with its quiet zone, in black: it needs a white ground in both themes. */
export function QrCode({ text, label, className }: Props): ReactNode {
  // Level M: bears a finger or a scratch, and for our texts it is hardly larger than L.
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const all = size + 2 * QUIET_ZONE;
  return (
    <svg
      className={className}
      role="img"
      aria-label={label}
      data-code={text}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${all} ${all}`}
      shapeRendering="crispEdges"
    >
      <path d={modulesPath(size, data)} fill="#000000" />
    </svg>
  );
}
