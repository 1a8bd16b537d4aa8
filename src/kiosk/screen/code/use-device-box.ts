import { type RefObject, useLayoutEffect, useState } from 'react';

/** An element's box in whole device pixels, and how many of those make a CSS pixel. */
export type DeviceBox = { readonly width: number; readonly height: number; readonly pixelRatio: number };

/** Measures an element in device pixels, again whenever it or the display's scale changes. */
export function useDeviceBox(ref: RefObject<HTMLElement | null>): DeviceBox | null {
  const [box, setBox] = useState<DeviceBox | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      const pixelRatio = window.devicePixelRatio;
      const { width, height } = element.getBoundingClientRect();
      // A box may end between two device pixels; only the whole ones can be used.
      setBox({
        width: Math.floor(width * pixelRatio),
        height: Math.floor(height * pixelRatio),
        pixelRatio,
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Moving to another display can change the scale without changing the size.
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [ref]);
  return box;
}
