import process from 'node:process';
import { parentPort, Worker, workerData } from 'node:worker_threads';

type Said<Progress, Answer> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly answer: Answer };

type Options<Progress> = {
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the thread where it is; the promise is then rejected. */
  readonly signal?: AbortSignal;
};

/**
 * Does one long piece of work in a thread of its own, which ends with it: for what would hold up everybody else for seconds.
 * `script` is a module that calls `workHere`. What goes in and comes out is copied.
 */
export async function runInWorker<Given, Progress, Answer>(
  script: URL,
  given: Given,
  { onProgress, signal }: Options<Progress> = {},
): Promise<Answer> {
  signal?.throwIfAborted();
  const worker = new Worker(script, { workerData: given });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.on('message', (said: Said<Progress, Answer>) => {
        if (said.kind === 'answer') resolve(said.answer);
        else onProgress?.(said.progress);
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker ended without an answer (${code})`)));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** The other end: to be called once by a module that is started with `runInWorker`. */
export async function workHere<Given, Progress, Answer>(
  work: (given: Given, tell: (progress: Progress) => void) => Promise<Answer> | Answer,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error(`${process.argv[1]} is no program: it runs in a worker`);
  const say = (said: Said<Progress, Answer>) => port.postMessage(said);
  const answer = await work(workerData as Given, (progress) => say({ kind: 'progress', progress }));
  say({ kind: 'answer', answer });
}
