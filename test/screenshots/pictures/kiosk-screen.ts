import { openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { STATES, type StateName } from '../../kiosk/screen/support/states.ts';
import type { Camera } from '../camera.ts';

const PICTURES: readonly { readonly name: string; readonly state: StateName; readonly theme: string }[] = [
  { name: 'session-light', state: 'session', theme: 'light' },
  { name: 'session-dark', state: 'session', theme: 'dark' },
  { name: 'ready', state: 'ready', theme: 'light' },
  { name: 'accepted', state: 'accepted', theme: 'light' },
  { name: 'refused', state: 'refused', theme: 'light' },
];

/** The wall in its most common states. */
export async function takePictures({ browser, take }: Camera): Promise<void> {
  for (const { name, state, theme } of PICTURES) {
    const screen = await openScreen(browser, STATES[state](), {
      query: `?theme=${theme}&lang=en`,
      reducedMotion: 'reduce',
    });
    await take(screen.page, name);
    await screen.close();
  }
}
