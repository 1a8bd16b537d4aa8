import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { unreachable } from '#domain/unreachable.ts';
import type { Loaded } from '../api/loaded.ts';
import { useWords } from '../messages/console-words.ts';
import { useProblemWords } from '../messages/use-problem-words.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';
import { Notice } from './notice.tsx';

type Props<T> = {
  readonly loaded: Loaded<T>;
  /** Of the size of what will come, so that nothing jumps. */
  readonly skeleton: ReactNode;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
};

/** Something of the hub's: on its way, not to be had, or here, perhaps from before. */
export function WhenLoaded<T>({ loaded, skeleton, onRetry, children }: Props<T>): ReactNode {
  const { messages } = useWords();
  const words = useProblemWords();
  const retry = <Button onPress={onRetry}>{messages.common.tryAgain}</Button>;
  switch (loaded.name) {
    case 'loading':
      return (
        <div aria-busy="true">
          <p className="visually-hidden" role="status">
            {messages.common.loading}
          </p>
          {skeleton}
        </div>
      );
    case 'failed':
      return (
        <div role="alert">
          <Empty icon={CloudOff} title={messages.problem.failed} action={retry}>
            {words(loaded.problem)}
          </Empty>
        </div>
      );
    case 'loaded':
      return (
        <>
          {loaded.problem !== null && (
            <Notice tone="late" action={retry}>
              {messages.problem.notFresh} {words(loaded.problem)}
            </Notice>
          )}
          {children(loaded.value)}
        </>
      );
    default:
      return unreachable(loaded);
  }
}
