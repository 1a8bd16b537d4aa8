import type { Kiosk } from '#contracts/hub-api/kiosks.ts';
import { useWords } from '../messages/console-words.ts';
import type { Worry } from './kiosk-worries.ts';

type WorryWords = { readonly short: string; readonly help: string };

/** A worry in a few words for the table, and in a sentence with what to do about it. */
export function useWorryWords(): (worry: Worry, kiosk: Kiosk) => WorryWords {
  const { messages } = useWords();
  const { worry: words, clockError } = messages.kiosks;
  return (worry, { backlog, flaggedEvents, unknownCards, clock }) => {
    switch (worry) {
      case 'flagged':
        return { short: words.flagged.short(flaggedEvents), help: words.flagged.help };
      case 'cut-off':
        return { short: words['cut-off'].short(backlog), help: words['cut-off'].help };
      case 'behind':
        return { short: words.behind.short(backlog), help: words.behind.help };
      case 'unknown-cards':
        return { short: words['unknown-cards'].short(unknownCards), help: words['unknown-cards'].help };
      case 'clock':
        return { short: clockError(clock?.offsetMs ?? 0), help: words.clock.help };
      case 'copied':
      case 'damaged':
      case 'rolled-back':
      case 'offline':
        return words[worry];
    }
  };
}
