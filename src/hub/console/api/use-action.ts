import { useState } from 'react';
import { useConsole } from '../console-context.ts';
import type { Asked } from './asked.ts';
import type { Problem } from './problem.ts';

export type Action = {
  readonly isBusy: boolean;
  /** Why it wasn't done the last time. */
  readonly problem: Problem | null;
  /** Asks the hub to do something; `done` only if it did. Asking while busy does nothing. */
  readonly run: <T>(asked: Asked<T>, done: (answer: T) => void) => void;
  readonly clear: () => void;
};

/** Something a person does here, and what came of it. */
export function useAction(): Action {
  const { api } = useConsole();
  const [state, setState] = useState<{ isBusy: boolean; problem: Problem | null }>(IDLE);
  const run: Action['run'] = (asked, done) => {
    if (state.isBusy) return;
    setState({ isBusy: true, problem: null });
    void api.ask(asked).then((answer) => {
      setState({ isBusy: false, problem: answer.ok ? null : answer.error });
      if (answer.ok) done(answer.value);
    });
  };
  return { ...state, run, clear: () => setState(IDLE) };
}

const IDLE = { isBusy: false, problem: null } as const;
