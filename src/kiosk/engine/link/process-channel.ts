import process from 'node:process';
import { z } from 'zod';
import type { ParentPort } from './parent-port.ts';

/** Electron's utility process has one, plain Node has not; structurally typed so that the engine needs no Electron. */
const UtilityProcessSchema = z.object({
  parentPort: z.object({ postMessage: z.function(), on: z.function(), off: z.function() }),
});

type UtilityPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  off(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

/** The way to the process that started this one; undefined when nobody is there to talk to. */
export function processChannel(): ParentPort | undefined {
  if (UtilityProcessSchema.safeParse(process).success) {
    return overUtilityPort((process as unknown as { parentPort: UtilityPort }).parentPort);
  }
  return process.send === undefined ? undefined : overIpc();
}

function overUtilityPort(port: UtilityPort): ParentPort {
  return {
    post: (message) => port.postMessage(message),
    listen: (onMessage) => {
      const relay = ({ data }: { readonly data: unknown }) => onMessage(data);
      port.on('message', relay);
      return () => port.off('message', relay);
    },
  };
}

function overIpc(): ParentPort {
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    listen: (onMessage) => {
      process.on('message', onMessage);
      return () => process.off('message', onMessage);
    },
  };
}
