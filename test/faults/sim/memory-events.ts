/** The text of a simulated event: where it stands, and what was recorded. */
export function textOf(origin: number, epoch: string, seq: number, id: string): string {
  return `${origin}/${epoch}/${seq}/${id}`;
}

/** What was recorded, wherever it stands. */
export function idIn(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
