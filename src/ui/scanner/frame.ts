/** page -> worker. */
export type FrameToDecode = { readonly id: number; readonly image: ImageData };

/** worker -> page. */
export type DecodedFrame = { readonly id: number; readonly text: string | null };
