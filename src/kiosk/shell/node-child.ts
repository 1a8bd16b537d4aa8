import { spawn } from 'node:child_process';
import type { EngineChild, EngineLaunch } from './engine-child.ts';

/** Runs the engine under another Node, where Electron's own is older than the database's native part needs. */
export function launchUnderNode(node: string, { entry, env }: EngineLaunch): EngineChild {
  const child = spawn(node, [entry], { env: { ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', listener);
      // An executable that can't be started has no exit.
      child.on('error', () => listener(null));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
