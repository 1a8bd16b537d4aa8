/** Something, and what it was made from. */
export type Made<T> = { readonly basis: string; readonly value: T };
