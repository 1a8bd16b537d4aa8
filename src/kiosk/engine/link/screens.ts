import { ENGINE_LINK_VERSION, type FromEngine } from '#contracts/engine-link/from-engine.ts';
import { type ScreenCommand, ToEngineSchema } from '#contracts/engine-link/screen-command.ts';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { safeParse } from '#domain/safe-parse.ts';
import { unreachable } from '#domain/unreachable.ts';

/** What the screens are told by hand: a command, with a way to say why it could not be carried out. */
export type ScreenListener = {
  onCommand(command: ScreenCommand, refuse: (text: string) => void): void;
  onDrawn(answerId: string, at: EpochMs): void;
};

/** One screen's channel, whichever host brought it. `send` takes one message of `FromEngine` as JSON text. */
export type ScreenChannel = {
  send(text: string): void;
};

/** What a host does with a channel it has let in. */
export type JoinedScreen = {
  /** One message of the screen, as text or already parsed. */
  receive(message: unknown): void;
  leave(): void;
};

/**
 * Every screen that is looking at this engine. Each gets whole states, the newest only: what is shown several times
 * within one turn of the event loop is sent once, and a state equal to the last one is not sent at all.
 */
export class Screens {
  readonly #channels = new Set<ScreenChannel>();
  readonly #listener: ScreenListener;
  #newest: ScreenState | undefined;
  #sentText: string | undefined;
  #flush: NodeJS.Immediate | undefined;

  constructor(listener: ScreenListener) {
    this.#listener = listener;
  }

  show(state: ScreenState): void {
    this.#newest = state;
    this.#flush ??= setImmediate(() => this.#sendNewest());
  }

  /** Takes a channel in and tells it at once where things stand. */
  join(channel: ScreenChannel): JoinedScreen {
    this.#channels.add(channel);
    if (this.#sentText !== undefined) channel.send(this.#sentText);
    return {
      receive: (message) => this.#receive(channel, message),
      leave: () => void this.#channels.delete(channel),
    };
  }

  /** Sends what is still waiting, so that a last word before the engine ends is not lost. */
  flush(): void {
    if (this.#flush !== undefined) this.#sendNewest();
  }

  #sendNewest(): void {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    if (this.#newest === undefined) return;
    const text = textOf({ type: 'state', state: this.#newest });
    if (text === this.#sentText) return;
    this.#sentText = text;
    for (const channel of this.#channels) channel.send(text);
  }

  #receive(channel: ScreenChannel, message: unknown): void {
    const parsed = safeParse(ToEngineSchema, parsedMessage(message));
    if (!parsed.success) {
      channel.send(textOf({ type: 'refused', id: commandId(message), text: NOT_UNDERSTOOD }));
      return;
    }
    const { data } = parsed;
    switch (data.type) {
      case 'hello':
        if (data.version !== ENGINE_LINK_VERSION) channel.send(textOf({ type: 'reload' }));
        return;
      case 'command':
        this.#listener.onCommand(data.command, (text) =>
          channel.send(textOf({ type: 'refused', id: data.id, text })),
        );
        return;
      case 'drawn':
        this.#listener.onDrawn(data.answerId, data.at);
        return;
      default:
        unreachable(data);
    }
  }
}

const NOT_UNDERSTOOD =
  'The kiosk did not understand that. Please try again; if it goes on, reload the screen.';

/** The id in a refusal of a message that had none. */
const NO_COMMAND = -1;

function textOf(message: FromEngine): string {
  return JSON.stringify(message);
}

function parsedMessage(message: unknown): unknown {
  if (typeof message !== 'string') return message;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function commandId(message: unknown): number {
  const value = parsedMessage(message);
  if (typeof value !== 'object' || value === null || !('id' in value)) return NO_COMMAND;
  return typeof value.id === 'number' && Number.isSafeInteger(value.id) ? value.id : NO_COMMAND;
}
