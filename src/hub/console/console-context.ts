import { createContext, useContext, useSyncExternalStore } from 'react';
import type { SignedIn } from '#contracts/hub-api/auth.ts';
import type { Console } from './state/console.ts';
import type { Place } from './state/place.ts';
import type { PlaceStore } from './state/place-store.ts';

const ConsoleContext = createContext<Console | undefined>(undefined);
const PlacesContext = createContext<PlaceStore | undefined>(undefined);
const UserContext = createContext<SignedIn | undefined>(undefined);

export const ConsoleProvider = ConsoleContext.Provider;
export const PlacesProvider = PlacesContext.Provider;
export const UserProvider = UserContext.Provider;

export function useConsole(): Console {
  return present(useContext(ConsoleContext), 'ConsoleProvider');
}

export function usePlaces(): PlaceStore {
  return present(useContext(PlacesContext), 'PlacesProvider');
}

export function usePlace(): Place {
  const places = usePlaces();
  return useSyncExternalStore(places.subscribe, places.place);
}

/** Who is signed in. */
export function useUser(): SignedIn {
  return present(useContext(UserContext), 'UserProvider');
}

function present<T>(value: T | undefined, provider: string): T {
  if (value === undefined) throw new Error(`There is no ${provider} around this component`);
  return value;
}
