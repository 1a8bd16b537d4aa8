const HEAD_CHARS = 1_200;
const TAIL_CHARS = 400;

/** The beginning and the end of a text that may be long: what failed, and what plays it again. */
export function shortened(text: string): string {
  if (text.length <= HEAD_CHARS + TAIL_CHARS) return text;
  return `${text.slice(0, HEAD_CHARS)} … ${text.slice(-TAIL_CHARS)}`;
}
