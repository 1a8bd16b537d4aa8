import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Controls, ScreenState, ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { unreachable } from '#domain/unreachable.ts';
import { HiddenCode } from './code/hidden-code.tsx';
import { RoomCode } from './code/room-code.tsx';
import { ControlsPanel } from './controls/controls-panel.tsx';
import { EnrolSide } from './enrol/enrol-side.tsx';
import { EnrolStage } from './enrol/enrol-stage.tsx';
import { Button } from './frame/button.tsx';
import { Frame } from './frame/frame.tsx';
import { NoticeStage } from './pause/notice-stage.tsx';
import { OneMoment } from './pause/one-moment.tsx';
import { OutOfOrderSide } from './pause/out-of-order-side.tsx';
import { ReadyStage } from './ready/ready-stage.tsx';
import { TodayList } from './ready/today-list.tsx';
import { useScreen } from './screen-context.ts';
import { RegisterPanel } from './session/register-panel.tsx';
import { SummarySide } from './summary/summary-side.tsx';
import { SummaryStage } from './summary/summary-stage.tsx';
import { UnlockPanel } from './unlock/unlock-panel.tsx';
import { UnlockingSide } from './unlock/unlocking-side.tsx';

type Props = { readonly state: ScreenState };

/** Every state of the kiosk has one screen. */
export function Screen({ state }: Props): ReactNode {
  const { messages } = useScreen();
  switch (state.name) {
    case 'not-enrolled':
      return <Frame state={state} stage={<EnrolStage state={state} />} side={<EnrolSide />} raised="side" />;
    case 'ready':
      return (
        <Frame
          state={state}
          stage={<ReadyStage state={state} />}
          side={<TodayList state={state} />}
          answer={{ value: state.answer, as: 'panel' }}
          raised="side"
        />
      );
    case 'unlocking':
      return (
        <Frame
          state={state}
          stage={
            <UnlockPanel
              heading={messages.unlock.heading}
              lead={messages.unlock.choose}
              none={messages.unlock.noFaculty}
              faculty={state.faculty}
              chosen={state.chosen}
              attempt={state.attempt}
            />
          }
          side={<UnlockingSide state={state} />}
          answer={{ value: state.answer, as: 'panel' }}
          raised="side"
        />
      );
    case 'session':
      return <SessionScreen state={state} />;
    case 'summary':
      return (
        <Frame
          state={state}
          stage={<SummaryStage state={state} />}
          side={<SummarySide state={state} />}
          answer={{ value: state.answer, as: 'panel' }}
          raised="side"
        />
      );
    case 'out-of-order':
      // The shell says this while it starts the engine again: nobody has to do anything.
      if (state.reason === 'engine-stopped') return <OneMoment isMismatch={false} />;
      return (
        <Frame
          state={state}
          stage={
            <NoticeStage icon={TriangleAlert} tone="stop" title={messages.outOfOrder.title}>
              <p>{messages.outOfOrder.reason[state.reason]}</p>
              <p>{messages.outOfOrder.students}</p>
            </NoticeStage>
          }
          side={<OutOfOrderSide detail={state.detail} />}
          raised="side"
        />
      );
    default:
      return unreachable(state);
  }
}

function SessionScreen({ state }: { readonly state: ScreenStateOf<'session'> }): ReactNode {
  const isWorking = state.controls.kind !== 'closed' || state.common.panel.name !== 'closed';
  return (
    <Frame
      state={state}
      stage={state.code === null ? <HiddenCode /> : <RoomCode code={state.code} />}
      side={<SessionSide state={state} controls={state.controls} />}
      answer={{ value: state.answer, as: isWorking ? 'strip' : 'panel' }}
      footAction={isWorking ? null : <OpenControls />}
    />
  );
}

type SideProps = { readonly state: ScreenStateOf<'session'>; readonly controls: Controls };

function SessionSide({ state, controls }: SideProps): ReactNode {
  const { messages } = useScreen();
  switch (controls.kind) {
    case 'closed':
      return <RegisterPanel state={state} />;
    case 'unlocking':
      return (
        <UnlockPanel
          heading={messages.unlock.headingControls}
          lead={messages.unlock.chooseControls}
          none={messages.unlock.noFaculty}
          faculty={controls.faculty}
          chosen={controls.chosen}
          attempt={controls.attempt}
        />
      );
    case 'open':
      return <ControlsPanel state={state} controls={controls} />;
    default:
      return unreachable(controls);
  }
}

function OpenControls(): ReactNode {
  const { messages, command } = useScreen();
  return (
    <Button aria-label={messages.foot.controlsLabel} onClick={() => command({ type: 'open-controls' })}>
      {messages.foot.controls}
    </Button>
  );
}
