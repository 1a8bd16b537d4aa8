import type { ProfilesAction } from '#contracts/engine-link/panel/profiles-page.ts';
import { useScreen } from '../screen-context.ts';

/** Tells the engine what was done on this page. */
export function useProfilesAction(): (action: ProfilesAction) => void {
  const { command } = useScreen();
  return (action) => command({ type: 'panel', command: { type: 'profiles', action } });
}
