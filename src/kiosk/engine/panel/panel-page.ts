import type { PanelActionOf, PanelPageName, PanelPageView } from '#contracts/engine-link/panel/panel.ts';
import type { PersonId } from '#domain/ids.ts';
import type { CardRead } from '../devices/reader.ts';

/** `keeper`: an administrator, for whatever concerns the kiosk. `teacher`: of the class that is on or waits at the door. */
export type PanelRole = 'keeper' | 'teacher';

/** Somebody who proved who they are, at one page. */
export type PanelVisit = {
  readonly by: PersonId;
  readonly role: PanelRole;
  /** What the page shows has changed by itself. */
  readonly changed: () => void;
  /** The person is at work though they press nothing (a finger, a card): the panel stays open for its time again. */
  readonly stay: () => void;
};

/** One page while somebody is at it; made anew for each visit, so that nothing of one person's work meets the next. */
export type PanelPage<N extends PanelPageName> = {
  /** What the screen draws. Asked for whenever the screen is composed: it must be quick. */
  view(): Extract<PanelPageView, { name: N }>;
  /** The words of a refusal; undefined when it was carried out. */
  act(action: PanelActionOf<N>): string | undefined | Promise<string | undefined>;
  /** Whether the page wants this card for itself: then it is nobody's attendance. */
  takesCard?(read: CardRead): boolean;
  /** What a reader that types has typed, card or not. */
  takesText?(reader: string, text: string): void;
  /** The page was left: what it had begun ends. Nothing is asked of it any more. */
  leave(): void;
};

export type PanelPageMaker<N extends PanelPageName> = {
  /** Who may use it. */
  readonly roles: readonly PanelRole[];
  readonly visit: (visit: PanelVisit) => PanelPage<N>;
};

/** Every page there is. */
export type PanelPages = { readonly [N in PanelPageName]: PanelPageMaker<N> };
