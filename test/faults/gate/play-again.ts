import type { Campaign } from '../campaign.ts';
import type { Piece } from './pieces.ts';
import { playChunk } from './play-chunk.ts';

/** Plays these cases once more and tells everything of them. False: something failed. */
export async function playAgain(
  list: string,
  { name, unit }: Campaign,
  piece: Piece,
  out: (text: string) => void,
): Promise<boolean> {
  out(`${name}: ${piece.count} ${unit} from ${piece.from} on\n`);
  const played = await playChunk(list, name, piece).played;
  if (played === undefined) return false;
  for (const failure of played.failures) out(`FAILED ${failure}\n`);
  for (const [what, count] of Object.entries({ ...played.totals, ...played.worst })) {
    out(`  ${what}: ${count.toLocaleString('en')}\n`);
  }
  out(played.failures.length === 0 ? 'nothing failed\n' : `${played.failures.length} failed\n`);
  return played.failures.length === 0;
}
