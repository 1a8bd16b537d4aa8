/** The hub's words begin with the mark itself, `Late: 09:12:40 is after …`; where the mark stands beside them, once is enough. */
export function reasonIn(explanation: string): string {
  const colon = explanation.indexOf(': ');
  if (colon < 0) return explanation;
  const reason = explanation.slice(colon + 2);
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
