import { type ReactNode, useRef } from 'react';
import type { RoomCodeView } from '#contracts/engine-link/screen-state.ts';
import { useScreen } from '../screen-context.ts';
import { placeCode, QUIET_ZONE_MODULES } from './module-grid.ts';
import styles from './room-code.module.css';
import { StepBar } from './step-bar.tsx';
import { useDeviceBox } from './use-device-box.ts';

type Props = { readonly code: RoomCodeView };

/** The room code, black on white in both themes, as large as its box allows. */
export function RoomCode({ code }: Props): ReactNode {
  const { messages } = useScreen();
  const boxRef = useRef<HTMLDivElement>(null);
  const box = useDeviceBox(boxRef);
  return (
    <div className={styles['ground']}>
      <div className={styles['box']} ref={boxRef}>
        {box !== null && <Modules code={code} box={box} label={messages.session.code} />}
      </div>
      <StepBar from={code.from} until={code.until} />
    </div>
  );
}

type ModulesProps = {
  readonly code: RoomCodeView;
  readonly box: NonNullable<ReturnType<typeof useDeviceBox>>;
  readonly label: string;
};

function Modules({ code, box, label }: ModulesProps): ReactNode {
  const { sizePx, left, top } = placeCode(code.size, box);
  const all = code.size + 2 * QUIET_ZONE_MODULES;
  const css = (devicePixels: number): string => `${devicePixels / box.pixelRatio}px`;
  return (
    <svg
      className={styles['code']}
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE_MODULES} ${-QUIET_ZONE_MODULES} ${all} ${all}`}
      shapeRendering="crispEdges"
      style={{ left: css(left), top: css(top), width: css(sizePx), height: css(sizePx) }}
    >
      <path d={code.path} fill="#000000" />
    </svg>
  );
}
