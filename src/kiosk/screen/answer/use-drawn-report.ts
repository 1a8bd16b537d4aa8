import { createContext, useContext, useEffect } from 'react';

/** Is told the id of each answer once it is on the glass. */
export const DrawnContext = createContext<(answerId: string) => void>(() => undefined);

/** Reports an answer after the frame it was painted in, once per answer. */
export function useDrawnReport(answerId: string | null): void {
  const report = useContext(DrawnContext);
  useEffect(() => {
    if (answerId === null) return;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => report(answerId);
    // The callback runs just before the frame is painted, and a message posted there arrives just after it.
    const frame = requestAnimationFrame(() => channel.port2.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      channel.port1.close();
    };
  }, [answerId, report]);
}
