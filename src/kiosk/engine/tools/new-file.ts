import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Gathered before they are written: a system call for each line takes ten times as long. */
const BUFFER_CHARS = 1 << 16;

/** A file that appears under its name only once it is whole. */
export class NewFile {
  readonly #path: string;
  readonly #file: number;
  #waiting = '';

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(`${path}.part`, 'w', 0o600);
  }

  write(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length >= BUFFER_CHARS) this.#flush();
  }

  finish(): void {
    this.#flush();
    fsyncSync(this.#file);
    closeSync(this.#file);
    renameSync(`${this.#path}.part`, this.#path);
  }

  #flush(): void {
    writeSync(this.#file, this.#waiting);
    this.#waiting = '';
  }
}
