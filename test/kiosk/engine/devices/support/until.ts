/** Waits for the world outside. The limit is only there to end a test that has failed. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + 12_000;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`It never came to be that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
