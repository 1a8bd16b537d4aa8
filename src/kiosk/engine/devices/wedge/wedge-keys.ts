/** A key as the screen saw it go down: `KeyboardEvent.code`, which names the place of the key whatever the layout, and its time in ms. */
export type WedgeKey = { readonly code: string; readonly at: number };

/** How fast a reader types, as opposed to a person. */
export type TypingPace = {
  /** The middle gap of a card's keys is at most this. */
  readonly typicalGapMs: number;
  /** No gap is longer than this, be the computer ever so busy. */
  readonly longestGapMs: number;
};

/** Readers type a key every 4 to 30 ms; people rarely keep below 100 ms for ten keys. 150 ms is what point-of-sale systems had to tolerate. */
export const USUAL_PACE: TypingPace = { typicalGapMs: 50, longestGapMs: 150 };

/** Keys that may belong to a card and have come so far. */
export type Typing = {
  readonly text: string;
  readonly gaps: readonly number[];
  readonly lastAt: number;
  /** A key came in between that no card has, so all until the next pause is a person's typing. */
  readonly spoilt: boolean;
  readonly keys: number;
};

export const NO_TYPING: Typing = {
  text: '',
  gaps: [],
  lastAt: Number.NEGATIVE_INFINITY,
  spoilt: false,
  keys: 0,
};

export type Typed = {
  readonly typing: Typing;
  /** What stood before the Enter or Tab, if it was typed as a reader types. */
  readonly text: string | undefined;
  /** Keys of which it is known by now that they were no card. */
  readonly discarded: number;
};

const TERMINATORS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);

/** A reader that sends capital letters presses these around them. */
const SILENT: ReadonlySet<string> = new Set(['ShiftLeft', 'ShiftRight', 'CapsLock', 'NumLock']);

/** Twice the longest number of any card. More can't be one, and is not worth keeping. */
const LONGEST_TEXT = 40;

/** Takes one key in. Only digits, letters A to F and the comma make cards. */
export function typeKey(typing: Typing, key: WedgeKey, pace: TypingPace): Typed {
  if (SILENT.has(key.code)) return { typing, text: undefined, discarded: 0 };
  const gap = key.at - typing.lastAt;
  // A negative gap: the page was loaded anew, and its clock with it.
  const goesOn = gap >= 0 && gap <= pace.longestGapMs;
  const dropped = goesOn ? 0 : typing.keys;
  const before = goesOn ? typing : NO_TYPING;
  const after = append(before, key, gap);
  if (!TERMINATORS.has(key.code)) return { typing: after, text: undefined, discarded: dropped };
  const isCard = !after.spoilt && after.text !== '' && median(after.gaps) <= pace.typicalGapMs;
  return {
    typing: NO_TYPING,
    text: isCard ? after.text : undefined,
    discarded: dropped + (isCard ? 0 : after.keys),
  };
}

function append(typing: Typing, key: WedgeKey, gap: number): Typing {
  const next = { ...typing, keys: typing.keys + 1, lastAt: key.at };
  if (typing.spoilt) return next;
  const gaps = typing.keys === 0 ? [] : [...typing.gaps, gap];
  if (TERMINATORS.has(key.code)) return { ...next, gaps };
  const character = characterOf(key.code);
  if (character === undefined || typing.text.length >= LONGEST_TEXT)
    return { ...next, text: '', gaps: [], spoilt: true };
  return { ...next, text: typing.text + character, gaps };
}

/** By the place of the key: on a French keyboard, a reader that types 1 presses the key that would give &. */
function characterOf(code: string): string | undefined {
  if (code === 'Comma') return ',';
  return /^(?:Digit|Numpad)(\d)$|^Key([A-F])$/
    .exec(code)
    ?.slice(1)
    .find((part) => part !== undefined);
}

function median(gaps: readonly number[]): number {
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}
