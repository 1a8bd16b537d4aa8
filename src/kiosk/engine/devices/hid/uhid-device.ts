import { type FileHandle, open } from 'node:fs/promises';
import type { HidTwin } from './hid-twin.ts';
import { NEEDS_UHID } from './needs-uhid.ts';
import {
  createEvent,
  type FromKernel,
  inputEvent,
  readEvent,
  replyToGet,
  replyToSet,
  UHID_DESTROY,
} from './uhid-event.ts';

const PATH = '/dev/uhid';

/** Longer than any event of the kernel's. */
const EVENT_BYTES = 4_380;

/** Plugs a twin into this computer's kernel, where it is as good as a device on USB: Linux with its module uhid only, and usually root only. */
export class UhidDevice {
  readonly #twin: HidTwin;
  #file: FileHandle | undefined;
  #reading: Promise<void> | undefined;

  constructor(twin: HidTwin) {
    this.#twin = twin;
  }

  /** Rejects, in words, where this can't be done. */
  async plugIn(): Promise<void> {
    if (this.#file !== undefined) return;
    const file = await open(PATH, 'r+').catch((error: Error) => {
      throw new Error(`A USB device can't be simulated here: ${error.message}. ${NEEDS_UHID}`);
    });
    this.#file = file;
    await file.write(createEvent(this.#twin));
    this.#reading = this.#serve(file);
  }

  /** Resolves when the system has taken note. */
  async unplug(): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    await file.write(UHID_DESTROY);
    await this.#reading;
    await file.close();
  }

  async send(report: Uint8Array): Promise<void> {
    await this.#file?.write(inputEvent(report));
  }

  /** Until the kernel says that the device has stopped, which is the last it says. */
  async #serve(file: FileHandle): Promise<void> {
    const bytes = Buffer.alloc(EVENT_BYTES);
    for (let stopped = false; !stopped; ) {
      const { bytesRead } = await file.read(bytes, 0, EVENT_BYTES, null);
      const event = readEvent(bytes.subarray(0, bytesRead));
      if (event !== undefined) stopped = await this.#answer(file, event);
    }
  }

  async #answer(file: FileHandle, event: FromKernel): Promise<boolean> {
    if (event.kind === 'get') await reply(file, replyToGet(event.id, this.#twin.getFeature?.()));
    if (event.kind === 'set') {
      this.#twin.setFeature?.(event.report);
      await reply(file, replyToSet(event.id, this.#twin.setFeature !== undefined));
    }
    return event.kind === 'stop';
  }
}

/** A device whose plug has been pulled in the meantime answers nobody. */
async function reply(file: FileHandle, bytes: Uint8Array): Promise<void> {
  await file.write(bytes).catch(() => undefined);
}
