/** The first items whose texts together have at most that many bytes of UTF-8; at least one, or nothing would ever be sent. */
export function withinBytes<T extends { readonly text: string }>(
  items: readonly T[],
  maxBytes: number,
): readonly T[] {
  let bytes = 0;
  const over = items.findIndex(({ text }, index) => {
    bytes += Buffer.byteLength(text);
    return index > 0 && bytes > maxBytes;
  });
  return over === -1 ? items : items.slice(0, over);
}
