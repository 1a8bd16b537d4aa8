import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Kernel, kernelBelow } from './guest-files.ts';

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/muster-kernel');
const TOOLS = ['qemu-system-x86_64', 'cpio', 'insmod', 'depmod', 'udevadm', 'ldd'];

export type Found = { readonly kernel: Kernel } | { readonly missing: string };

/** The kernel to boot: of MUSTER_KERNEL (a folder with boot/ and lib/modules/), of this computer, or of Debian's package, which is fetched once. */
export function findKernel(): Found {
  const tools = TOOLS.filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (tools.length > 0)
    return { missing: `not installed: ${tools.join(', ')} (apt-get install qemu-system-x86 cpio kmod udev)` };
  const given = process.env['MUSTER_KERNEL'];
  const kernel = kernelBelow(given ?? '/') ?? kernelBelow(CACHE) ?? fetched();
  return kernel === undefined
    ? { missing: 'a kernel package (linux-image-amd64), or MUSTER_KERNEL=FOLDER of an unpacked one' }
    : { kernel };
}

function fetched(): Kernel | undefined {
  if (spawnSync('which', ['apt-get']).status !== 0) return undefined;
  try {
    const depends = execFileSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' });
    const name = /linux-image-[\d.-]+-amd64/.exec(depends)?.[0];
    if (name === undefined) return undefined;
    mkdirSync(CACHE, { recursive: true });
    execFileSync('apt-get', ['download', '-qq', name], { cwd: CACHE, stdio: 'ignore' });
    const file = readdirSync(CACHE).find((each) => each.startsWith(name) && each.endsWith('.deb'));
    if (file === undefined) return undefined;
    execFileSync('dpkg-deb', ['-x', join(CACHE, file), CACHE]);
    return kernelBelow(CACHE);
  } catch {
    return undefined;
  }
}
