import { spawnSync } from 'node:child_process';

/** socat makes the pseudo-terminals that stand in for serial ports; where it isn't installed those tests are skipped. */
export const HAS_SOCAT = spawnSync('socat', ['-V']).status === 0;
