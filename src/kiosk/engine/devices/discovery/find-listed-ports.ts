import type { FoundDevice } from './found-device.ts';
import { ANY_SERIAL_READER, KNOWN_USB } from './known-usb.ts';

/** Serial ports where the system has no files to look at (Windows, macOS). */
export async function findListedPorts(): Promise<readonly FoundDevice[]> {
  const { SerialPort } = await import('serialport');
  const ports = await SerialPort.list();
  return ports.map(({ path, vendorId, productId, manufacturer }) => {
    const usb = vendorId === undefined || productId === undefined ? undefined : `${vendorId}:${productId}`;
    const known = usb === undefined ? undefined : KNOWN_USB.get(usb.toLowerCase());
    const proposals = known?.proposals ?? ANY_SERIAL_READER;
    return {
      key: `serial:${path}`,
      label: known?.label ?? manufacturer ?? path,
      place: usb === undefined ? path : `${path}, ${usb}`,
      isRecognised: known?.proposals !== undefined,
      proposals: proposals.map((proposal) => ({ ...proposal, path })),
      names: [path],
    };
  });
}
