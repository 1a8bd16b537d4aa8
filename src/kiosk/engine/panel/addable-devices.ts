import type { FoundDevice } from '../devices/discovery/found-device.ts';
import type { ReaderConfig, ReadersConfig } from '../devices/reader-config.ts';

/** What no search finds: keys and camera come by the screen, which needs nothing plugged in to ask for them. */
const BY_THE_SCREEN: readonly FoundDevice[] = [
  {
    key: 'screen:wedge',
    label: 'wedge',
    place: '',
    isRecognised: true,
    proposals: [{ kind: 'wedge' }],
    names: [],
  },
  {
    key: 'screen:camera',
    label: 'camera',
    place: '',
    isRecognised: true,
    proposals: [{ kind: 'camera' }],
    names: [],
  },
];

/** What could become a reader of a kiosk that has these: a device belongs to one reader. */
export function addableDevices(
  found: readonly FoundDevice[],
  readers: ReadersConfig,
): readonly FoundDevice[] {
  return [...found, ...BY_THE_SCREEN].filter((device) => !readers.some((reader) => has(reader, device)));
}

function has(reader: ReaderConfig, device: FoundDevice): boolean {
  if ('path' in reader && reader.path !== undefined && device.names.includes(reader.path)) return true;
  if ('usb' in reader && device.names.includes(reader.usb)) return true;
  // One reader of these kinds takes everything there is of its kind.
  const isOnly = ['wedge', 'camera', 'pcsc'].includes(reader.kind);
  return isOnly && device.proposals.some(({ kind }) => kind === reader.kind);
}
