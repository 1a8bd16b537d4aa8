import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import { endsBurst, type KeyBurst, NO_BURST, nextBurst } from './key-burst.ts';

const MODIFIERS = new Set(['ShiftLeft', 'ShiftRight', 'ControlLeft', 'ControlRight', 'AltLeft', 'AltRight']);
const PRESSES = new Set(['Enter', 'NumpadEnter', 'Space', 'Tab']);

const NOT_TEXT = new Set(['button', 'checkbox', 'radio', 'range', 'reset', 'submit']);

/** Whether what is typed there is meant for a field on the screen. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type);
  return target instanceof HTMLTextAreaElement;
}

/** Sends every key pressed outside a text field to the engine, where a card reader that types is understood. */
export class KeyRelay {
  readonly #command: (command: ScreenCommand) => void;
  #burst: KeyBurst = NO_BURST;

  constructor(command: (command: ScreenCommand) => void) {
    this.#command = command;
  }

  /** Listens before anything on the page does. Returns how to stop. */
  start(target: Window): () => void {
    target.addEventListener('keydown', this.#onKeyDown, { capture: true });
    return () => target.removeEventListener('keydown', this.#onKeyDown, { capture: true });
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (isTextField(event.target) || event.repeat || event.isComposing) return;
    const at = event.timeStamp;
    this.#command({ type: 'key', code: event.code.slice(0, 40), at });
    if (MODIFIERS.has(event.code)) return;
    if (PRESSES.has(event.code) && endsBurst(this.#burst, at)) event.preventDefault();
    this.#burst = nextBurst(this.#burst, at);
  };
}
