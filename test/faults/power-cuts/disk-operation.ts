/** What a traced program did to its folder, in order. Paths are relative to that folder; '' is the folder itself. */
export type DiskOperation =
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  /** Of a file: its bytes are durable now. Of a folder: the names in it are. */
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  /** A line on standard output: from here on somebody outside counts on what it says. */
  | { readonly kind: 'said'; readonly line: string };
