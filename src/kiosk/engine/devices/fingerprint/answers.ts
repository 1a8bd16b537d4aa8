/** What a sensor says of itself. */
export type SensorParameters = {
  readonly status: number;
  readonly type: number;
  /** How many templates fit. */
  readonly capacity: number;
  /** 1 to 5. */
  readonly security: number;
  readonly address: number;
  /** Bytes of a data packet. */
  readonly packetBytes: number;
  readonly baudRate: number;
};

/** From what follows the confirmation code; undefined when too little does. */
export function sensorParameters(answer: Uint8Array): SensorParameters | undefined {
  if (answer.length < 16) return undefined;
  const view = viewOf(answer);
  return {
    status: view.getUint16(0),
    type: view.getUint16(2),
    capacity: view.getUint16(4),
    security: view.getUint16(6),
    address: view.getUint32(8),
    packetBytes: 32 << view.getUint16(12),
    baudRate: 9_600 * view.getUint16(14),
  };
}

export type Match = {
  readonly page: number;
  /** The sensor's own measure; junk hits have 0. */
  readonly score: number;
};

export function matchIn(answer: Uint8Array): Match | undefined {
  if (answer.length < 4) return undefined;
  const view = viewOf(answer);
  return { page: view.getUint16(0), score: view.getUint16(2) };
}

export function countIn(answer: Uint8Array): number | undefined {
  return answer.length < 2 ? undefined : viewOf(answer).getUint16(0);
}

/** The pages in use of the 256 that one index table speaks for; the lowest bit comes first. */
export function pagesInIndex(answer: Uint8Array, table: number): readonly number[] | undefined {
  if (answer.length < 32) return undefined;
  const pages = Array.from({ length: 256 }, (_, bit) => bit);
  const isUsed = (bit: number) => ((answer[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  return pages.filter(isUsed).map((bit) => 256 * table + bit);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
