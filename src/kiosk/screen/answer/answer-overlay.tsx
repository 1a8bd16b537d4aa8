import type { ReactNode } from 'react';
import type { Answer, ScreenState } from '#contracts/engine-link/screen-state.ts';
import { useIsPast } from '#ui/clock/now.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { AnswerStrip } from './answer-strip.tsx';
import { useDrawnReport } from './use-drawn-report.ts';
import { useLingering } from './use-lingering.ts';

const FADE_MS = 120;

type Props = {
  readonly state: ScreenState;
  readonly answer: Answer | null;
  readonly as: 'panel' | 'strip';
};

/** Shows an answer from the moment it is told until its own end; the next one takes its place at once. */
export function AnswerOverlay({ state, answer, as }: Props): ReactNode {
  const isOver = useIsPast(answer?.until ?? null);
  const current = isOver ? null : answer;
  const shown = useLingering(current, FADE_MS);
  useDrawnReport(current?.id ?? null);
  // The live region stays while its content comes and goes; screen readers miss regions that arrive with their words.
  return (
    <div role="status" aria-atomic="true">
      {shown !== null &&
        (as === 'panel' ? (
          <AnswerPanel
            key={shown.value.id}
            answer={shown.value}
            leaving={shown.leaving}
            counts={state.name === 'session' ? state.counts : null}
          />
        ) : (
          <AnswerStrip key={shown.value.id} answer={shown.value} leaving={shown.leaving} />
        ))}
    </div>
  );
}
