import { connect, type Socket } from 'node:net';

/** A contactless storage card as PC/SC announces it (part 3, 3.1.3.2.3.2): MIFARE Classic 1K. */
const ATR = Uint8Array.from(Buffer.from('3B8F8001804F0CA000000306030001000000006A', 'hex'));

/** What a card with contacts says of a command that it doesn't know. */
const UNKNOWN_INSTRUCTION = Uint8Array.of(0x6d, 0x00);

/** vpcd asks for these by a message of one byte; 00 to 02 are power off, power on and reset, which have no answer. */
const ASK_ATR = 0x04;
const CONTROL_BYTES = 1;

export type VirtualCardAnswers = {
  /** To "get UID"; undefined: as a card with contacts. */
  readonly uid: Uint8Array | undefined;
};

/**
 * A card in the reader that vpcd (vsmartcard) gives to the system's smart-card service: held to it when it connects, taken away when
 * that connection ends. Messages both ways: length in 2 bytes, and so many bytes.
 */
export class VirtualCard {
  readonly #socket: Socket;
  readonly #answers: VirtualCardAnswers;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, answers: VirtualCardAnswers) {
    this.#socket = socket;
    this.#answers = answers;
    socket.on('data', (bytes) => this.#take(bytes));
    // The service has gone: so has the card's reader.
    socket.on('error', () => socket.destroy());
  }

  /** Rejects where no vpcd listens. */
  static hold(port: number, answers: VirtualCardAnswers): Promise<VirtualCard> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new VirtualCard(socket, answers));
      });
    });
  }

  takeAway(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.destroy();
    });
  }

  #take(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    while (this.#rest.length >= 2 && this.#rest.length >= 2 + this.#rest.readUInt16BE(0)) {
      const end = 2 + this.#rest.readUInt16BE(0);
      const message = this.#rest.subarray(2, end);
      this.#rest = this.#rest.subarray(end);
      this.#answer(message);
    }
  }

  #answer(message: Uint8Array): void {
    if (message.length > CONTROL_BYTES) this.#send(this.#toCommand(message));
    else if (message[0] === ASK_ATR) this.#send(ATR);
  }

  #toCommand([group, instruction]: Uint8Array): Uint8Array {
    const { uid } = this.#answers;
    if (group !== 0xff || instruction !== 0xca || uid === undefined) return UNKNOWN_INSTRUCTION;
    return Uint8Array.of(...uid, 0x90, 0x00);
  }

  #send(bytes: Uint8Array): void {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    this.#socket.write(Buffer.concat([length, bytes]));
  }
}
