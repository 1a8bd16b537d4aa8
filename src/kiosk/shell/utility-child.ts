import { utilityProcess } from 'electron';
import type { EngineChild, EngineLaunch } from './engine-child.ts';

/** Runs the engine in a process of Electron's own, so that neither a crashing window nor a hanging driver takes the other along. */
export function launchInUtilityProcess({ entry, env }: EngineLaunch): EngineChild {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Muster engine',
    env: { ...env },
    stdio: 'inherit',
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
