import type { z } from 'zod';

/** One request to the hub, as data. */
export type Asked<T> = {
  readonly path: string;
  readonly answer: z.ZodType<T>;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON, or as it is when it is a form with files. */
  readonly body?: unknown;
  /** A status that isn't a success and carries such an answer all the same. */
  readonly alsoOn?: number;
  readonly timeoutMs?: number;
};
