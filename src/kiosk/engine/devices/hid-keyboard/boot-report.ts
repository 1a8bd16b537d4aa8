/** What a keyboard holds down: the codes of its keys, as a page's keyboard events name them. */
export type KeysDown = ReadonlySet<string>;

export const NO_KEYS: KeysDown = new Set();

/** `[modifiers, 0, six keys]`, by USB's HID specification, appendix B; some devices put a report number in front. */
const REPORT_BYTES = 8;

/** More keys than fit are down: the report then names none. */
const ROLL_OVER = 0x01;

const FIRST_LETTER = 0x04;
const LAST_LETTER = 0x1d;
const FIRST_DIGIT = 0x1e;
const LAST_DIGIT = 0x26;
const FIRST_KEYPAD_DIGIT = 0x59;
const LAST_KEYPAD_DIGIT = 0x61;

/** Of USB's keyboard page, those that readers press. What has no name here is told as a key that no card has. */
const NAMES: Readonly<Record<number, string>> = {
  39: 'Digit0',
  40: 'Enter',
  43: 'Tab',
  54: 'Comma',
  57: 'CapsLock',
  83: 'NumLock',
  88: 'NumpadEnter',
  98: 'Numpad0',
};

/** The bits of the first byte that press Shift. */
const SHIFT_LEFT = 0x02;
const SHIFT_RIGHT = 0x20;
/** Ctrl, Alt and Meta, left and right. No reader holds them for a number. */
const OTHER_MODIFIERS = 0xdd;

/** The keys down in this report; undefined if it is none of a keyboard, or one that doesn't say. */
export function keysIn(report: Uint8Array): KeysDown | undefined {
  const bytes = report.length === REPORT_BYTES + 1 && report[0] !== 0 ? report.subarray(1) : report;
  if (bytes.length !== REPORT_BYTES || bytes[1] !== 0) return undefined;
  const [modifiers = 0] = bytes;
  const keys = [...bytes.subarray(2)].filter((key) => key !== 0);
  if (keys.includes(ROLL_OVER)) return undefined;
  return new Set([...modifierNames(modifiers), ...keys.map(codeOf)]);
}

/** The keys that went down from one report to the next, in the order the keyboard gives them. */
export function pressedKeys(before: KeysDown, after: KeysDown): readonly string[] {
  return [...after].filter((code) => !before.has(code));
}

function modifierNames(modifiers: number): readonly string[] {
  const names: string[] = [];
  if ((modifiers & SHIFT_LEFT) !== 0) names.push('ShiftLeft');
  if ((modifiers & SHIFT_RIGHT) !== 0) names.push('ShiftRight');
  if ((modifiers & OTHER_MODIFIERS) !== 0) names.push('Control');
  return names;
}

function codeOf(key: number): string {
  if (key >= FIRST_LETTER && key <= LAST_LETTER)
    return `Key${String.fromCharCode('A'.charCodeAt(0) + key - FIRST_LETTER)}`;
  if (key >= FIRST_DIGIT && key <= LAST_DIGIT) return `Digit${key - FIRST_DIGIT + 1}`;
  if (key >= FIRST_KEYPAD_DIGIT && key <= LAST_KEYPAD_DIGIT) return `Numpad${key - FIRST_KEYPAD_DIGIT + 1}`;
  return NAMES[key] ?? `Usage${key}`;
}
