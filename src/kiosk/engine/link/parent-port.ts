import { z } from 'zod';
import type { Screens } from './screens.ts';

/** The channel to the process that started this one: Electron's `process.parentPort`, or Node's IPC. */
export type ParentPort = {
  post(message: ToShell): void;
  /** Returns what stops the listening. */
  listen(onMessage: (message: unknown) => void): () => void;
};

/** engine -> the process that started it. */
export type ToShell =
  /** `text` is one message of `FromEngine` as JSON, for the window. */
  | { readonly type: 'to-screen'; readonly text: string }
  /** Opens the next screen in a browser on this machine; good for one use. */
  | { readonly type: 'address'; readonly url: string };

/** shell -> engine. */
const FromShellSchema = z.discriminatedUnion('type', [
  /** The window (re)loaded: it has to be told everything again. */
  z.object({ type: z.literal('screen-opened') }),
  z.object({ type: z.literal('from-screen'), message: z.unknown() }),
]);

/** Serves the one screen that the shell relays for. Returns what ends it. */
export function serveParentPort(screens: Screens, port: ParentPort): () => void {
  const channel = { send: (text: string) => port.post({ type: 'to-screen', text }) };
  let screen = screens.join(channel);
  const stop = port.listen((message) => {
    const parsed = FromShellSchema.safeParse(message);
    // The shell talks to other parts of the engine over the same port.
    if (!parsed.success) return;
    if (parsed.data.type === 'from-screen') {
      screen.receive(parsed.data.message);
      return;
    }
    screen.leave();
    screen = screens.join(channel);
  });
  return () => {
    stop();
    screen.leave();
  };
}
