import { type ReactNode, useContext } from 'react';
import type { Answer, ScreenState } from '#contracts/engine-link/screen-state.ts';
import { AnswerOverlay } from '../answer/answer-overlay.tsx';
import { CameraStrip } from '../camera/camera-strip.tsx';
import { Foot } from '../foot/foot.tsx';
import { PanelView } from '../panel/panel-view.tsx';
import { useScreen } from '../screen-context.ts';
import { Tray } from '../tray/tray.tsx';
import styles from './frame.module.css';
import { Refusal } from './refusal.tsx';
import { RefusalContext } from './refusal-context.ts';

type Props = {
  readonly state: ScreenState;
  readonly stage: ReactNode;
  readonly side: ReactNode;
  /** What just happened at a reader; fills the side, or only its top while someone works there. */
  readonly answer?: { readonly value: Answer | null; readonly as: 'panel' | 'strip' };
  /** Faculty's way in, where there is one beside the foot's own buttons. */
  readonly footAction?: ReactNode;
  /** Which half stands out from the paper. */
  readonly raised?: 'stage' | 'side';
};

/** The four places that every screen has. */
export function Frame({ state, stage, side, answer, footAction, raised }: Props): ReactNode {
  const { messages } = useScreen();
  const refusal = useContext(RefusalContext);
  const raise = (part: 'stage' | 'side'): string => (raised === part ? ` ${styles['raised']}` : '');
  const { panel } = state.common;
  // Over an open class it takes the side: the room needs the code.
  const panelIn = panel.name === 'closed' ? null : state.name === 'session' ? 'side' : 'stage';
  const hasEngine = state.name !== 'not-enrolled' && state.name !== 'out-of-order';
  const panelView = panel.name === 'closed' ? null : <PanelView panel={panel} />;
  return (
    <div className={styles['frame']} data-screen={state.name}>
      <main className={styles['stage'] + raise('stage')}>{panelIn === 'stage' ? panelView : stage}</main>
      <aside className={styles['side'] + raise('side')} aria-label={messages.common.details}>
        <div className={styles['content']}>{panelIn === 'side' ? panelView : side}</div>
        {answer !== undefined && <AnswerOverlay state={state} answer={answer.value} as={answer.as} />}
      </aside>
      <div className={styles['tray']}>
        {looksForPasses(state) && <CameraStrip />}
        {refusal.text !== null && <Refusal text={refusal.text} onDismiss={refusal.dismiss} />}
        <Tray common={state.common} canOpenPanel={hasEngine && panelIn === null} />
      </div>
      <footer className={styles['foot']}>
        <Foot state={state} action={footAction} hasCameraLight={!looksForPasses(state)} />
      </footer>
    </div>
  );
}

/** Where there is room beside what students came for; whoever works at the screen has the camera's light in the foot. */
function looksForPasses(state: ScreenState): boolean {
  const { panel } = state.common;
  // Over an open class the panel has the side, and needs its height.
  if (panel.name !== 'closed')
    return state.name !== 'session' && panel.name === 'open' && panel.page?.name === 'devices';
  return state.name === 'ready' || (state.name === 'session' && state.controls.kind === 'closed');
}
