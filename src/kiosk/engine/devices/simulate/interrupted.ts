import process from 'node:process';

/** Ctrl-C, which comes here more than once, ends it as "quit" does: nothing is left behind. */
export function interrupted(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  return ending.signal;
}
