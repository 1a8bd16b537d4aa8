import type { Command } from '#platform/command-line/command.ts';
import { simulateFingerprint } from '../fingerprint/fingerprint-twin.ts';
import { simulateHidKeyboard } from '../hid-keyboard/simulate-hid-keyboard.ts';
import { simulateMagTek } from '../magtek/simulate-magtek.ts';
import { simulatePcProx } from '../pcprox/simulate-pcprox.ts';
import { simulatePcsc } from '../pcsc/simulate-pcsc.ts';
import { simulatePn532 } from '../pn532/simulate-pn532.ts';
import { simulateRdm6300 } from '../rdm6300/simulate-rdm6300.ts';
import { simulateTwn4 } from '../twn4/simulate-twn4.ts';

/** Every device that can be tried without owning it, in the order people see them. */
export const SIMULATE_COMMANDS: readonly Command[] = [
  ...simulateRdm6300,
  simulatePn532,
  simulateTwn4,
  simulatePcsc,
  simulateHidKeyboard,
  simulatePcProx,
  simulateMagTek,
  simulateFingerprint,
];
