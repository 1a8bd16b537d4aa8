import type { CardNumber } from '#domain/card-number/card-number.ts';
import type { DeviceDeps } from '../device-deps.ts';
import { readTypedCard } from '../simulated/typed-card.ts';
import type { Twin } from './twin.ts';

/** What a simulated reader lets people do with cards. */
export type CardField = {
  /** Undefined: it is there. Else why this reader can't read it. */
  hold(card: CardNumber): string | undefined;
  takeAway(): void;
  /** What else can befall this reader, by the word to type. */
  readonly tricks: Readonly<Record<string, Trick>>;
};

/** `what` it does, for the help; `play` does it. */
export type Trick = { readonly what: string; readonly play: () => void };

/** Long enough for four frames of a slow reader: a relaxed touch. */
const TOUCH_MS = 250;

/** The words that every simulated card reader knows. */
export function cardWords(field: CardField, after: DeviceDeps['after']): Pick<Twin, 'help' | 'obey'> {
  const tricks = Object.entries(field.tricks);
  return {
    help: [
      'NUMBER       touches the reader with that card: the ten digits on it, or em: or hf: and hex digits',
      'hold NUMBER  leaves the card on the reader',
      'away         takes it off',
      ...tricks.map(([word, { what }]) => `${word.padEnd(12)} ${what}`),
    ],
    obey: (line) => {
      const [word = '', ...rest] = line.split(/\s+/);
      if (word === 'away') return done(() => field.takeAway());
      if (word === 'hold') return show(field, rest.join(' '));
      const trick = tricks.find(([name]) => name === word)?.[1];
      if (trick !== undefined) return done(trick.play);
      const answer = show(field, line);
      if (answer === '') after(TOUCH_MS, () => field.takeAway());
      return answer;
    },
  };
}

function show(field: CardField, number: string): string {
  const card = readTypedCard(number);
  return card.ok ? (field.hold(card.value) ?? '') : card.error;
}

function done(what: () => void): string {
  what();
  return '';
}
