/** Four modules of white around a code, as ISO/IEC 18004 asks for; scanners rely on it. */
export const QUIET_ZONE_MODULES = 4;

/** Where a code goes, in device pixels from the top left corner of its box. */
export type CodePlace = {
  readonly modulePx: number;
  readonly sizePx: number;
  readonly left: number;
  readonly top: number;
};

/**
 * The largest code whose modules are whole device pixels, in the middle of a box given in device pixels. A module
 * that falls between pixels is drawn grey at its edges, and phones at the back of the room read edges.
 */
export function placeCode(
  modules: number,
  box: { readonly width: number; readonly height: number },
): CodePlace {
  const all = modules + 2 * QUIET_ZONE_MODULES;
  const modulePx = Math.max(1, Math.floor(Math.min(box.width, box.height) / all));
  const sizePx = modulePx * all;
  return {
    modulePx,
    sizePx,
    left: Math.round((box.width - sizePx) / 2),
    top: Math.round((box.height - sizePx) / 2),
  };
}
