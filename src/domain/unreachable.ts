/** Ends a `switch` over a union: compiles only while every case is handled, and throws if data broke its type. */
export function unreachable(x: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(x)}`);
}
