import { z } from 'zod';

/** Which HID device a reader is. */
export type UsbDevice = {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
};

/** The setting that names a USB device, as `lsusb` shows it: "16c0:27db". */
export function usbId(usual?: string) {
  const text = z
    .string()
    .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/i, 'must be vendor and product in hex as lsusb shows them, "16c0:27db"')
    .transform((id) => id.toLowerCase());
  return usual === undefined ? text : text.default(usual);
}

/** What the settings of every HID reader hold. `usualUsb`: where all of its kind have one id. */
export function onHid(usualUsb?: string) {
  return {
    usb: usbId(usualUsb),
    /** Where two readers of one kind are plugged in, and have serial numbers. */
    serialNumber: z.string().min(1).max(100).optional(),
    /** Where two are plugged in and have none: a file that always leads to the same one, as our udev rules make them in /dev/muster. */
    path: z.string().min(1).max(200).optional(),
  };
}

export function usbDeviceOf(settings: {
  readonly usb: string;
  readonly serialNumber?: string | undefined;
}): UsbDevice {
  const [vendorId = 0, productId = 0] = settings.usb.split(':').map((part) => Number.parseInt(part, 16));
  return { vendorId, productId, serialNumber: settings.serialNumber };
}
