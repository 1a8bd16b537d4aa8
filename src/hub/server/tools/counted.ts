const COUNT = new Intl.NumberFormat('en');

/** `1 event`, `2,000 events`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${COUNT.format(number)} ${number === 1 ? one : many}`;
}
