import { createContext, useContext } from 'react';
import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { Language } from '#ui/language/language.ts';
import type { TimeFormats } from '#ui/language/time-formats.ts';
import type { ScreenMessages } from './messages/en.ts';

/** What every part of the screen may need, and nothing that changes while a class comes in. */
export type ScreenContext = {
  readonly messages: ScreenMessages;
  readonly language: Language;
  readonly times: TimeFormats;
  readonly command: (command: ScreenCommand) => void;
};

const Context = createContext<ScreenContext | undefined>(undefined);

export const ScreenContextProvider = Context.Provider;

export function useScreen(): ScreenContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error('There is no ScreenContextProvider around this component');
  return context;
}
