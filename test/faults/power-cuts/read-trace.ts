import type { DiskOperation } from './disk-operation.ts';

/** The system calls that a trace must hold: whatever changes a file, its name or its durability. */
export const TRACED = [
  'openat',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'pwritev2',
  'ftruncate',
  'truncate',
  'fallocate',
  'fsync',
  'fdatasync',
  'sync_file_range',
  'unlink',
  'unlinkat',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'symlink',
  'copy_file_range',
  'sendfile',
  'mmap',
] as const;

type Call = { readonly name: string; readonly args: string; readonly result: string };

const CALL = /^\d+ +([a-z0-9_]+)\((.*)\) += (\S+).*$/s;
const UNFINISHED = /^(\d+) +(.*) <unfinished \.\.\.>$/s;
const RESUMED = /^(\d+) +<\.\.\. [a-z0-9_]+ resumed>(.*)$/s;

/** A descriptor with the file behind it, as strace -y shows it: 21<path>. */
const DESCRIPTOR = /^(\d+)<([^>]*)>/;

/** Reads what strace (-f -y -xx) wrote. Throws on a call that could change the folder in a way that isn't modelled. */
export function readTrace(trace: string, folder: string): readonly DiskOperation[] {
  const reader = new TraceReader(folder);
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const unfinished = UNFINISHED.exec(line);
    const resumed = RESUMED.exec(line);
    if (unfinished !== null) begun.set(unfinished[1] ?? '', line.slice(0, -' <unfinished ...>'.length));
    else if (resumed === null) reader.take(line);
    else reader.take(`${begun.get(resumed[1] ?? '') ?? ''}${resumed[2] ?? ''}`);
  }
  return reader.operations;
}

class TraceReader {
  readonly operations: DiskOperation[] = [];
  readonly #folder: string;
  readonly #names = new Set<string>();
  /** Where an ordinary `write` goes next. */
  readonly #positions = new Map<string, number>();
  #line = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  take(line: string): void {
    const match = CALL.exec(line);
    if (match === null) return;
    const [, name = '', args = '', result = ''] = match;
    if (result.startsWith('-')) return;
    this.#take({ name, args, result });
  }

  #take(call: Call): void {
    switch (call.name) {
      case 'openat':
        this.#open(call);
        return;
      case 'write':
        this.#write(call);
        return;
      case 'pwrite64':
        this.#writeAt(call);
        return;
      case 'ftruncate':
        this.#truncate(call);
        return;
      case 'fsync':
      case 'fdatasync':
        this.#inFolder(call, (path) => this.operations.push({ kind: 'sync', path }));
        return;
      case 'unlink':
        this.#unlink(call);
        return;
      case 'rename':
        this.#rename(call);
        return;
      case 'mmap':
        this.#map(call);
        return;
      default:
        if (this.#pathsIn(call.args).some((path) => this.#relative(path) !== undefined))
          throw new Error(`${call.name} is not modelled`);
    }
  }

  #open({ args, result }: Call): void {
    const path = this.#relative(textOf(quotedIn(args)[0]));
    if (path === undefined) return;
    const flags = args.slice(args.lastIndexOf('"') + 1);
    if (flags.includes('O_APPEND')) throw new Error('O_APPEND is not modelled');
    this.#positions.set(DESCRIPTOR.exec(result)?.[1] ?? result, 0);
    if (flags.includes('O_CREAT') && !this.#names.has(path)) {
      this.#names.add(path);
      this.operations.push({ kind: 'create', path });
    } else if (flags.includes('O_TRUNC')) this.operations.push({ kind: 'truncate', path, size: 0 });
  }

  #write(call: Call): void {
    if (call.args.startsWith('1<')) {
      this.#say(call);
      return;
    }
    this.#inFolder(call, (path, descriptor) => {
      const offset = this.#positions.get(descriptor) ?? 0;
      const written = Number(call.result);
      this.#positions.set(descriptor, offset + written);
      const bytes = bytesOf(quotedIn(call.args)[0]).subarray(0, written);
      this.operations.push({ kind: 'write', path, offset, bytes });
    });
  }

  #writeAt(call: Call): void {
    this.#inFolder(call, (path) => {
      const offset = Number(call.args.slice(call.args.lastIndexOf(',') + 1));
      const bytes = bytesOf(quotedIn(call.args)[0]).subarray(0, Number(call.result));
      this.operations.push({ kind: 'write', path, offset, bytes });
    });
  }

  #truncate(call: Call): void {
    const size = Number(call.args.slice(call.args.lastIndexOf(',') + 1));
    this.#inFolder(call, (path) => this.operations.push({ kind: 'truncate', path, size }));
  }

  #unlink({ args }: Call): void {
    const path = this.#relative(textOf(quotedIn(args)[0]));
    if (path === undefined) return;
    this.#names.delete(path);
    this.operations.push({ kind: 'unlink', path });
  }

  #rename({ args }: Call): void {
    const [from, to] = quotedIn(args).map((quoted) => this.#relative(textOf(quoted)));
    if (from === undefined && to === undefined) return;
    if (from === undefined || to === undefined) throw new Error('a file left or came into the folder');
    this.#names.delete(from);
    this.#names.add(to);
    this.operations.push({ kind: 'rename', from, to });
  }

  /** What is written through memory isn't in the trace: only the index of the WAL may be, which is made anew after a cut anyway. */
  #map(call: Call): void {
    if (!call.args.includes('MAP_SHARED') || !call.args.includes('PROT_WRITE')) return;
    for (const found of this.#pathsIn(call.args)) {
      const path = this.#relative(found);
      if (path !== undefined && !path.endsWith('-shm')) throw new Error(`${path} is written through memory`);
    }
  }

  #say({ args }: Call): void {
    this.#line += textOf(quotedIn(args)[0]);
    const lines = this.#line.split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.operations.push({ kind: 'said', line });
  }

  #inFolder({ args }: Call, then: (path: string, descriptor: string) => void): void {
    const [, descriptor = '', shown = ''] = DESCRIPTOR.exec(args) ?? [];
    const path = this.#relative(textOf(shown));
    if (path !== undefined) then(path, descriptor);
  }

  #pathsIn(args: string): readonly string[] {
    const shown = [...args.matchAll(/<([^>]*)>/g)].map(([, path]) => path);
    return [...shown, ...quotedIn(args)].map(textOf);
  }

  /** Undefined for what isn't in the folder, and for what has no name any more. */
  #relative(path: string): string | undefined {
    if (path === this.#folder) return '';
    if (!path.startsWith(`${this.#folder}/`) || path.endsWith(' (deleted)')) return undefined;
    return path.slice(this.#folder.length + 1);
  }
}

function quotedIn(args: string): readonly string[] {
  return [...args.matchAll(/"([^"]*)"(\.\.\.)?/g)].map(([, quoted = '', cut]) => {
    if (cut !== undefined) throw new Error('the trace holds only the beginning of what was written');
    return quoted;
  });
}

/** With -xx every byte of a string is \x and two digits. */
function bytesOf(quoted = ''): Uint8Array {
  return Buffer.from(quoted.replaceAll('\\x', ''), 'hex');
}

function textOf(quoted = ''): string {
  return Buffer.from(bytesOf(quoted)).toString('utf8');
}
