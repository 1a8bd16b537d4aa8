import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PageStore, StudentView } from './state/page-store.ts';
import type { Student } from './state/student.ts';

const PageContext = createContext<PageStore | undefined>(undefined);
const Context = createContext<Student | undefined>(undefined);

export const PageStoreProvider = PageContext.Provider;
/** Undefined where this browser can't stand for anybody. */
export const StudentProvider = Context.Provider;

export function useStudent(): Student {
  const student = useContext(Context);
  if (student === undefined) throw new Error('There is no StudentProvider around this component');
  return student;
}

export function useView(): StudentView {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error('There is no PageStoreProvider around this component');
  return useSyncExternalStore(page.subscribe, page.view);
}
