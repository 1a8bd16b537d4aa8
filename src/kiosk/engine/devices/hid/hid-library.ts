/** What is used of node-hid, so that a twin can take its place. Whoever listens for `data` must be there before the first report. */
export type HidLibrary = {
  devicesAsync(vendorId: number, productId: number): Promise<readonly HidDeviceInfo[]>;
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
};

export type HidDeviceInfo = {
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly product?: string | undefined;
  readonly interface: number;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
};

export type HidHandle = {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  /** The library gives its errors as text here, not as an Error. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  /** The first byte is the report's number, 0 where a device has only one. */
  sendFeatureReport(bytes: number[]): Promise<number>;
  /** With a leading byte for the report's number where the device has numbers. */
  getFeatureReport(reportId: number, bytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** Loads the library: its native part is loaded only on a kiosk that has such a reader. */
export type LoadHid = () => Promise<HidLibrary>;
