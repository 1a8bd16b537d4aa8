import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a process in MB (10^6 bytes) that is in RAM, its peak, and the part that is its own (not files it shares with others). */
export type Memory = { readonly residentMb: number; readonly peakMb: number; readonly ownMb: number };

/** From Linux's own books; `undefined` on other systems and for a process that has ended. */
export function memoryOf(pid: number): Memory | undefined {
  const status = readText(`/proc/${pid}/status`);
  if (status === undefined) return undefined;
  const mb = (key: string) =>
    (Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024) / 1e6;
  return { residentMb: mb('VmRSS'), peakMb: mb('VmHWM'), ownMb: mb('RssAnon') };
}

/** The processes this one has started, with what they started, and their command lines. */
export function descendants(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  const children = readText(`/proc/${pid}/task/${pid}/children`)?.trim().split(' ') ?? [];
  return children
    .filter((child) => child !== '')
    .map(Number)
    .flatMap((child) => [{ pid: child, command: commandOf(child) }, ...descendants(child)]);
}

export function canReadProcesses(): boolean {
  return readdirSync('/').includes('proc') && readText('/proc/self/status') !== undefined;
}

function commandOf(pid: number): string {
  return (readText(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
