import { parentPort, Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';

type Thrown = {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code: string | undefined;
};

type Asked<Question> = { readonly id: number; readonly question: Question };

type Said<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly thrown: Thrown };

type Waiting<Answer> = {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
};

/**
 * A thread that stays and answers questions, one after the other in the order they were asked. `script` is a module that calls
 * `answerHere`. What goes in and comes out is copied.
 */
export class AnsweringThread<Question, Answer> {
  readonly #worker: Worker;
  readonly #onLost: (error: Error) => void;
  readonly #waiting = new Map<number, Waiting<Answer>>();
  #asked = 0;
  #isOver = false;

  /** `onLost`: it ended by itself, and whoever waited was told so. */
  constructor(script: URL, given: unknown, onLost: (error: Error) => void) {
    this.#worker = new Worker(script, { workerData: given });
    this.#onLost = onLost;
    // A program ends when it is told to, whatever a thread is doing.
    this.#worker.unref();
    this.#worker.on('message', (said: Said<Answer>) => this.#take(said));
    this.#worker.on('error', (error) => this.#lose(error));
    this.#worker.on('exit', (code) => this.#lose(new Error(`a thread ended (${code})`)));
  }

  /** Questions that have no answer yet. */
  get open(): number {
    return this.#waiting.size;
  }

  /** Rejects with what was thrown there. */
  ask(question: Question): Promise<Answer> {
    if (this.#isOver) return Promise.reject(new Error('the thread has ended'));
    const id = ++this.#asked;
    const asked: Asked<Question> = { id, question };
    // Throws where something can't be copied, and then nobody waits.
    this.#worker.postMessage(asked);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Ends it wherever it is. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
    this.#rejectAll(new Error('the thread was ended'));
  }

  #take(said: Said<Answer>): void {
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if ('answer' in said) waiting?.resolve(said.answer);
    else waiting?.reject(errorFrom(said.thrown));
  }

  #lose(error: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onLost(error);
    this.#rejectAll(error);
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The other end: to be called once by a module that is started as an `AnsweringThread`. */
export function answerHere<Question, Answer>(answer: (question: Question) => Answer): void {
  const port = parentPort;
  if (port === null) throw new Error('this module runs in a thread of another program');
  port.on('message', ({ id, question }: Asked<Question>) => {
    try {
      port.postMessage({ id, answer: answer(question) });
    } catch (error) {
      port.postMessage({ id, thrown: thrownFrom(error) });
    }
  });
}

/** Errors lose their class and their code when they are copied. */
function thrownFrom(error: unknown): Thrown {
  const { name, message, stack = message } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { name, message, stack, code };
}

function errorFrom({ name, message, stack, code }: Thrown): Error {
  const error = name === 'SqliteError' ? new Database.SqliteError(message, code ?? '') : new Error(message);
  return Object.assign(error, { name, stack }, code === undefined ? {} : { code });
}
