/** A HID device that doesn't exist, as the system sees it: what it is, and what it answers. */
export type HidTwin = {
  readonly vendorId: number;
  readonly productId: number;
  readonly name: string;
  /** What its reports look like, in USB's own language for that. */
  readonly descriptor: readonly number[];
  /** A feature report was sent to it. */
  readonly setFeature?: (report: Uint8Array) => void;
  /** One was asked for; undefined: it has none to give, and the asker is told of an error. */
  readonly getFeature?: () => Uint8Array | undefined;
};

/** USB HID appendix E.6: the reports of a boot keyboard, with `extra` items inside its collection. */
export function keyboardDescriptor(extra: readonly number[] = []): readonly number[] {
  return [
    ...[0x05, 0x01, 0x09, 0x06, 0xa1, 0x01],
    // Eight modifiers, a bit each, and a byte that is always 0.
    ...[0x05, 0x07, 0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02],
    ...[0x95, 0x01, 0x75, 0x08, 0x81, 0x01],
    // Five lights and three bits to fill up.
    ...[
      0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x91, 0x02, 0x95, 0x01, 0x75, 0x03, 0x91,
      0x01,
    ],
    // Six keys.
    ...[0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, 0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00],
    ...extra,
    0xc0,
  ];
}
