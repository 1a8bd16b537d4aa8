import type { Gap, Salvage } from '../ledger/healing/salvage.ts';

/** As many stretches as are listed one by one. */
const MOST_LISTED = 100;

/** What became of a damaged ledger, in words for whoever looks after the kiosk. */
export function salvageReport(path: string, saved: Salvage): string {
  const { events, hubEvents, gaps, kiosk, mayBeMore } = saved;
  const count = (proof: string) => events.filter((event) => event.proof === proof).length;
  const whose =
    kiosk === undefined ? 'Nothing in it says whose ledger it is.' : `It is the ledger of kiosk ${kiosk}.`;
  const lines = [
    `${path}`,
    whose,
    '',
    `${events.length} events could be read:`,
    `  ${count('proven')} are proven by the hash chain`,
    `  ${count('repaired')} had a flipped bit that was put right; the hash proves them`,
    `  ${count('unproven')} read well, but what would prove them is gone`,
    `${hubEvents.length} events of the hub's were as they came; the hub has all of them.`,
    '',
    ...gapLines(gaps),
    ...(mayBeMore
      ? ['The end of the ledger can not be told: there may have been more events after these.']
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function gapLines(gaps: readonly Gap[]): readonly string[] {
  if (gaps.length === 0) return ['Nothing is missing between the first event and the last that is known.'];
  const missing = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const listed = gaps.slice(0, MOST_LISTED).map(({ epoch, from, to }) => {
    return `  epoch ${epoch}, ${from === to ? `event ${from}` : `events ${from} to ${to}`}`;
  });
  const more = gaps.length > MOST_LISTED ? [`  and ${gaps.length - MOST_LISTED} more stretches`] : [];
  return [`${missing} events could not be read; the hub may have them:`, ...listed, ...more];
}
