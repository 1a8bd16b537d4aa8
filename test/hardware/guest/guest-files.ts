import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A kernel and its modules. */
export type Kernel = { readonly image: string; readonly modules: string };

/** What the guest does with its hardware: virtio for talking to the host, USB for what is tested. */
const WANTED = [
  'virtio_pci',
  'virtio_console',
  '9pnet_virtio',
  '9p',
  'xhci_pci',
  'usbhid',
  'hid_generic',
  'uhid',
  'evdev',
  'ftdi_sio',
];

const PROGRAMS = ['/bin/dash', '/bin/mount', '/bin/mkdir', '/sbin/insmod', '/usr/sbin/chroot', '/bin/ln'];

/** The files a guest boots from, in `folder`: returns the initial RAM disk. The rest of its system is this computer's own, read only. */
export function makeInitialDisk(kernel: Kernel, folder: string, start: string): string {
  const root = join(folder, 'root');
  for (const name of ['proc', 'sys', 'dev', 'host', 'modules', 'tmp'])
    mkdirSync(join(root, name), { recursive: true });
  for (const program of PROGRAMS) copyWithLibraries(program, root);
  const modules = inOrder(kernel.modules);
  for (const module of modules) copyFileSync(module, join(root, 'modules', basename(module)));
  const script = firstScript(
    modules.map((module) => basename(module)),
    start,
  );
  writeFileSync(join(root, 'init'), script, { mode: 0o755 });
  const archive = join(folder, 'initrd');
  execFileSync('sh', ['-c', 'find . | cpio --quiet -o -H newc > "$0"', archive], { cwd: root });
  return archive;
}

function firstScript(modules: readonly string[], start: string): string {
  const mounts = ['proc', 'sys', 'dev'].map((name) => `mount --bind /${name} /host/${name}`);
  return [
    '#!/bin/dash',
    'mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev',
    ...modules.map((module) => `insmod /modules/${module}`),
    'mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144 root /host',
    ...mounts,
    'mount -t tmpfs tmp /host/tmp; mount -t tmpfs run /host/run',
    `exec chroot /host /bin/sh -c '${start}'`,
    '',
  ].join('\n');
}

function copyWithLibraries(program: string, root: string): void {
  const found = existsSync(program) ? program : join('/usr', program);
  const libraries = execFileSync('ldd', [found], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  for (const file of libraries) place(file, join(root, file));
  place(found, join(root, program));
}

function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** The wanted modules and what they need, each after what it needs. */
function inOrder(folder: string): readonly string[] {
  const needs = new Map<string, readonly string[]>();
  for (const line of dependencies(folder)) {
    const [file = '', rest = ''] = line.split(':');
    needs.set(file, rest.trim().split(/\s+/).filter(Boolean));
  }
  const nameOf = (file: string) =>
    basename(file)
      .replace(/\.ko.*$/, '')
      .replaceAll('-', '_');
  const wanted = WANTED.flatMap((name) => [...needs.keys()].filter((file) => nameOf(file) === name));
  const ordered = new Set<string>();
  const add = (file: string) => {
    for (const need of needs.get(file) ?? []) add(need);
    ordered.add(file);
  };
  wanted.forEach(add);
  return [...ordered].map((file) => join(folder, file));
}

function dependencies(folder: string): readonly string[] {
  const list = join(folder, 'modules.dep');
  // A package that was only unpacked hasn't listed them.
  if (!existsSync(list)) {
    const root = join(folder, '../../..');
    execFileSync('depmod', ['--basedir', root, basename(folder)]);
  }
  return readFileSync(list, 'utf8').split('\n').filter(Boolean);
}

/** The newest kernel with modules below `root`, as a distribution installs it or as its package holds it. */
export function kernelBelow(root: string): Kernel | undefined {
  const boot = join(root, 'boot');
  if (!existsSync(boot)) return undefined;
  const versions = readdirSync(boot).flatMap((name) => /^vmlinuz-(.+)$/.exec(name)?.slice(1) ?? []);
  return versions
    .sort()
    .map((version) => ({
      image: join(boot, `vmlinuz-${version}`),
      modules: join(root, 'lib/modules', version),
    }))
    .findLast(({ modules }) => existsSync(modules));
}
