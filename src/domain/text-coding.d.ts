// In every JavaScript host, but in no TypeScript lib other than "dom"; the domain must not see the rest of that one.

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array | ArrayBuffer | DataView, options?: { readonly stream?: boolean }): string;
}
