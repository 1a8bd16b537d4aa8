/** The rest of the lines that begin with a word, each as its words. */
export function promisesOf(said: readonly string[]) {
  return (first: string): readonly (readonly string[])[] =>
    said.filter((line) => line.startsWith(`${first} `)).map((line) => line.split(' ').slice(1));
}
