/** Cases `from` to `from + count - 1`. */
export type Piece = { readonly from: number; readonly count: number };

const FIRST_CASE = 1;

/** The first cases that are neither played nor being played: at most a chunk, undefined when none of those asked for is left. */
export function nextPiece(taken: readonly Piece[], asked: number, chunk: number): Piece | undefined {
  const end = FIRST_CASE + asked;
  let from = FIRST_CASE;
  for (const piece of inOrder(taken)) {
    if (piece.from > from) return { from, count: Math.min(chunk, piece.from - from, end - from) };
    from = Math.max(from, piece.from + piece.count);
    if (from >= end) return undefined;
  }
  return from < end ? { from, count: Math.min(chunk, end - from) } : undefined;
}

/** The same cases in as few pieces as there can be. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of inOrder(pieces)) {
    const last = joined.at(-1);
    if (last !== undefined && last.from + last.count >= piece.from) {
      const end = Math.max(last.from + last.count, piece.from + piece.count);
      joined[joined.length - 1] = { from: last.from, count: end - last.from };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

export function countOf(pieces: readonly Piece[]): number {
  return joined(pieces).reduce((sum, { count }) => sum + count, 0);
}

/** "1 to 5,000, 7,001 to 8,000" */
export function wordsFor(pieces: readonly Piece[]): string {
  const format = (n: number) => n.toLocaleString('en');
  return joined(pieces)
    .map(({ from, count }) => (count === 1 ? format(from) : `${format(from)} to ${format(from + count - 1)}`))
    .join(', ');
}

function inOrder(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.toSorted((a, b) => a.from - b.from);
}
