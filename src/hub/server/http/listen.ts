import type { AddressInfo } from 'node:net';
import type { HubSettings } from '../settings.ts';
import { StartProblem } from '../start-problem.ts';
import type { App } from './create-app.ts';

/** Begins to take connections; the answer is the port, also where a free one was asked for. */
export async function listen(app: App, { host, hubPort }: HubSettings): Promise<number> {
  try {
    await app.listen({ host, port: hubPort });
  } catch (error) {
    await app.close();
    const words = wordsFor(error instanceof Error && 'code' in error ? error.code : undefined, host, hubPort);
    throw words === undefined ? error : new StartProblem(words);
  }
  return (app.server.address() as AddressInfo).port;
}

function wordsFor(code: unknown, host: string, port: number): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Another program listens on port ${port}. End it, or choose another port with --hub-port.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023 with --hub-port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Leave --host out, or use one it has.`;
    default:
      return undefined;
  }
}
