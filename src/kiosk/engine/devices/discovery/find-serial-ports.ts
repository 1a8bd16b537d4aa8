import { readdir, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FoundDevice } from './found-device.ts';
import { ANY_SERIAL_READER, KNOWN_USB } from './known-usb.ts';
import type { LinuxRoots } from './linux-roots.ts';
import { line, type UsbFacts, usbFactsOf } from './usb-facts.ts';

/** Ports by which something can be plugged in. Others (virtual terminals, pseudo-terminals) never lead to a device. */
const PORT = /^tty(?:USB|ACM|AMA|S|XRUSB|O|mxc)\d+$/;

type Port = { readonly tty: string; readonly usb: UsbFacts | undefined };

/** The serial ports of a Linux machine behind which there may be a reader, each named by a path that stays. */
export async function findSerialPorts(roots: LinuxRoots): Promise<readonly FoundDevice[]> {
  const names = (await entries(join(roots.sys, 'class/tty'))).filter((name) => PORT.test(name));
  const consoles = ((await line(join(roots.sys, 'class/tty/console'), 'active')) ?? '').split(' ');
  const looked = await Promise.all(
    names.filter((name) => !consoles.includes(name)).map((name) => lookAt(name, roots)),
  );
  const ports = looked.filter((port) => port !== undefined);
  const [byId, byPath] = await Promise.all([links(roots.dev, 'by-id'), links(roots.dev, 'by-path')]);
  return ports.map((port) => {
    // Two plugs that give the same serial number share one link, which leads now to the one and now to the other.
    const isAlone = ports.every((other) => other === port || !isTwin(other, port));
    return found(port, {
      byId: isAlone ? byId.get(port.tty) : undefined,
      byPath: byPath.get(port.tty),
      roots,
    });
  });
}

async function lookAt(tty: string, { sys }: LinuxRoots): Promise<Port | undefined> {
  const folder = join(sys, 'class/tty', tty);
  // The kernel reserves ports that no machine has: those have no type.
  if ((await line(folder, 'type')) === '0') return undefined;
  try {
    const device = await realpath(join(folder, 'device'));
    return { tty, usb: await usbFactsOf(device, await realpath(sys)) };
  } catch {
    return undefined;
  }
}

function isTwin({ usb: a }: Port, { usb: b }: Port): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && a.serial === b.serial;
}

type Names = {
  readonly byId: string | undefined;
  readonly byPath: string | undefined;
  readonly roots: LinuxRoots;
};

function found({ tty, usb }: Port, { byId, byPath, roots }: Names): FoundDevice {
  const file = join(roots.dev, tty);
  const path = byId ?? byPath ?? file;
  const known = usb === undefined ? undefined : KNOWN_USB.get(usb.id);
  const proposals = known?.proposals ?? ANY_SERIAL_READER;
  return {
    key: `serial:${path}`,
    label: known?.label ?? usb?.product ?? tty,
    place: usb === undefined ? tty : `${tty}, ${usb.id}`,
    isRecognised: known?.proposals !== undefined,
    proposals: proposals.map((proposal) => ({ ...proposal, path })),
    names: [file, byId, byPath].filter((name) => name !== undefined),
  };
}

/** From a port to the link that leads to it. */
async function links(dev: string, kind: 'by-id' | 'by-path'): Promise<ReadonlyMap<string, string>> {
  const folder = join(dev, 'serial', kind);
  const found = await Promise.all(
    (await entries(folder)).map(async (name): Promise<[string, string][]> => {
      try {
        return [[basename(await readlink(join(folder, name))), join(folder, name)]];
      } catch {
        return [];
      }
    }),
  );
  return new Map(found.flat());
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
