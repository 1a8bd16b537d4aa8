import {
  ENGINE_LINK_VERSION,
  type FromEngine,
  FromEngineSchema,
} from '#contracts/engine-link/from-engine.ts';
import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { EngineLink } from './engine-link.ts';

/** A broken link is shown only after this: an engine that restarts at once should not make the wall flicker. */
const GRACE_MS = 1_200;

const OF_READERS: ReadonlySet<ScreenCommand['type']> = new Set(['key', 'camera-code', 'camera-state']);

/** What the screen knows. `state` is the last it was told, and must not be trusted while the link is down. */
export type ScreenView = {
  readonly link: 'up' | 'down' | 'mismatch';
  readonly state: ScreenState | null;
  /** Why the engine would not do what was last asked. */
  readonly refusal: { readonly id: number; readonly text: string } | null;
};

type Options = {
  readonly link: EngineLink;
  /** Told of each state before anyone draws it. */
  readonly onState: (state: ScreenState) => void;
  /** The link is there, perhaps to an engine that has just started and knows nothing. */
  readonly onLinked: () => void;
  /** Loads the page again; `false` if that was done a moment ago and hasn't helped. */
  readonly reload: () => boolean;
};

/** Holds the screen's end of the link: the last state, and the way back. */
export class ScreenStore {
  readonly #link: EngineLink;
  readonly #onState: (state: ScreenState) => void;
  readonly #onLinked: () => void;
  readonly #reload: () => boolean;
  readonly #listeners = new Set<() => void>();
  #view: ScreenView = { link: 'down', state: null, refusal: null };
  #lastId = 0;
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#link = options.link;
    this.#onState = options.onState;
    this.#onLinked = options.onLinked;
    this.#reload = options.reload;
  }

  start(): void {
    this.#link.start({
      onUp: () => {
        this.#link.send({ type: 'hello', version: ENGINE_LINK_VERSION });
        this.#onLinked();
      },
      onDown: () => this.#wentDown(),
      onMessage: (raw) => this.#receive(raw),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): ScreenView => this.#view;

  readonly command = (command: ScreenCommand): void => {
    this.#lastId += 1;
    // Keys come from card readers too, and codes from the camera: they don't say that the person has read the refusal.
    if (!OF_READERS.has(command.type)) this.dismissRefusal();
    this.#link.send({ type: 'command', id: this.#lastId, command });
  };

  /** Tells the engine that an answer is on the glass. */
  readonly drawn = (answerId: string, at: EpochMs): void => {
    this.#link.send({ type: 'drawn', answerId, at });
  };

  readonly dismissRefusal = (): void => {
    if (this.#view.refusal !== null) this.#show({ refusal: null });
  };

  #receive(raw: unknown): void {
    const parsed = FromEngineSchema.safeParse(raw);
    // A message this page cannot read means that page and engine are of different versions.
    if (parsed.success) this.#take(parsed.data);
    else this.#isOutdated();
  }

  #take(message: FromEngine): void {
    switch (message.type) {
      case 'state':
        clearTimeout(this.#grace);
        this.#onState(message.state);
        this.#show({ link: 'up', state: message.state });
        break;
      case 'refused':
        this.#show({ refusal: { id: message.id, text: message.text } });
        break;
      case 'reload':
        this.#isOutdated();
        break;
      default:
        unreachable(message);
    }
  }

  #isOutdated(): void {
    if (!this.#reload()) this.#show({ link: 'mismatch' });
  }

  #wentDown(): void {
    if (this.#view.link !== 'up') return;
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => this.#show({ link: 'down', refusal: null }), GRACE_MS);
  }

  #show(change: Partial<ScreenView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
