import { useMemo, useSyncExternalStore } from 'react';
import { useConsole } from '../console-context.ts';
import type { Asked } from './asked.ts';
import type { Loaded } from './loaded.ts';
import { LoadedStore } from './loaded-store.ts';

type Options = {
  /** How often to read it again while the page is in view. */
  readonly everyMs?: number;
};

/** Something of the hub's for a page, and how to have it read again. Two requests of one path are the same. */
export function useLoaded<T>(
  { path, answer }: Asked<T>,
  { everyMs }: Options = {},
): { readonly loaded: Loaded<T>; readonly store: LoadedStore<T> } {
  const { api } = useConsole();
  const store = useMemo(() => new LoadedStore(api, { path, answer }, everyMs), [api, path, answer, everyMs]);
  return { loaded: useSyncExternalStore(store.subscribe, store.loaded), store };
}
