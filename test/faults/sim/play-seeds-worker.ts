import { parentPort } from 'node:worker_threads';
import { playSeeds, type Seeds } from './play-seeds.ts';

// One thread of `playSeedsInWorkers`: plays what it is sent and says what came of it.
parentPort?.on('message', (seeds: Seeds) => parentPort?.postMessage(playSeeds(seeds)));
