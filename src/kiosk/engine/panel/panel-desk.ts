import {
  CLOSED_PANEL,
  type Panel,
  type PanelCommand,
  type PanelPageName,
} from '#contracts/engine-link/panel/panel.ts';
import type { UnlockAttempt } from '#contracts/engine-link/unlock-attempt.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { CardRead } from '../devices/reader.ts';
import type { Journal } from '../sessions/journal.ts';
import { UNLOCKING_MS } from '../unlock/dialogue.ts';
import type { PinCheck } from '../unlock/pin-check.ts';
import type { PanelPage, PanelPageMaker, PanelPages, PanelRole } from './panel-page.ts';

/** Somebody with a PIN who may open the panel now. */
export type PanelPerson = {
  readonly personId: PersonId;
  readonly name: string;
  readonly pin: string;
  readonly role: PanelRole;
};

export type PanelDeskParts = {
  readonly now: () => EpochMs;
  readonly journal: Journal;
  readonly pins: PinCheck;
  /** Teachers of the class first, each person once. */
  readonly people: () => readonly PanelPerson[];
  readonly pages: PanelPages;
  readonly onChange: () => void;
};

/** Long enough to go and plug something in, short enough that a forgotten panel is closed before the next class. */
const OPEN_MS = 5 * 60_000;

type OpenPage = { readonly name: PanelPageName; readonly page: PanelPage<PanelPageName> };

type State =
  | { readonly name: 'closed' }
  | {
      readonly name: 'unlocking';
      readonly chosen: PersonId | null;
      readonly attempt: 'idle' | 'checking' | 'wrong';
      readonly until: EpochMs;
    }
  | {
      readonly name: 'open';
      readonly by: PanelPerson;
      readonly page: OpenPage | null;
      readonly until: EpochMs;
    };
type Unlocking = Extract<State, { name: 'unlocking' }>;

/** The way into the panel and from page to page. Every method that may refuse returns the words of its refusal. */
export class PanelDesk {
  readonly #parts: PanelDeskParts;
  #state: State = { name: 'closed' };

  constructor(parts: PanelDeskParts) {
    this.#parts = parts;
  }

  /** Whether a choice of a person, a PIN or a cancel at the screen is meant for the panel. */
  isAsking(): boolean {
    return this.#current().name === 'unlocking';
  }

  view(): Panel {
    const state = this.#current();
    if (state.name === 'closed') return CLOSED_PANEL;
    if (state.name === 'unlocking') return this.#unlockingView(state);
    const { by, page, until } = state;
    const pages = this.#pagesOf(by.role);
    return { name: 'open', by: by.name, until, pages, page: page === null ? null : page.page.view() };
  }

  command(command: PanelCommand): string | undefined | Promise<string | undefined> {
    if (command.type === 'open') return this.#ask();
    if (command.type === 'close') return this.close();
    const state = this.#current();
    if (state.name !== 'open') return 'The panel is closed. Open it with your PIN first.';
    this.#stay();
    if (command.type === 'go') return this.#go(state.by, command.page);
    if (state.page?.name !== command.type) return 'This page is closed. Open it again.';
    return state.page.page.act(command.action);
  }

  choose(personId: PersonId | null): string | undefined {
    const state = this.#current();
    if (state.name === 'unlocking' && state.attempt !== 'checking')
      this.#state = { ...this.#unlocking(), chosen: personId };
    return undefined;
  }

  async enterPin(personId: PersonId, pin: string): Promise<string | undefined> {
    const state = this.#current();
    if (state.name !== 'unlocking') return 'There is nothing to unlock at the moment.';
    if (state.attempt === 'checking') return 'One moment: the last PIN is still being checked.';
    const person = this.#parts.people().find((each) => each.personId === personId);
    if (person === undefined) return 'This person may not open the panel here.';
    this.#state = { ...this.#unlocking(), chosen: personId };
    if (!this.#parts.pins.turnsAway(personId, null)) await this.#check(person, pin);
    return undefined;
  }

  /** Gives the page that is open a card; true if it was for the page and no touch of anybody's. */
  takesCard(read: CardRead): boolean {
    const state = this.#current();
    return state.name === 'open' && state.page?.page.takesCard?.(read) === true;
  }

  /** Tells the page that is open what a reader has typed; true if it wants to know. */
  takesText(reader: string, text: string): boolean {
    const state = this.#current();
    const page = state.name === 'open' ? state.page?.page : undefined;
    page?.takesText?.(reader, text);
    return page?.takesText !== undefined;
  }

  cancel(): void {
    this.close();
  }

  close(): undefined {
    this.#leavePage();
    this.#state = { name: 'closed' };
  }

  #ask(): string | undefined {
    if (this.#current().name === 'open') return undefined;
    const [only, another] = this.#parts.people();
    this.#state = {
      ...this.#unlocking(),
      // Nobody has to choose between one.
      chosen: another === undefined ? (only?.personId ?? null) : null,
    };
    return undefined;
  }

  async #check(person: PanelPerson, pin: string): Promise<void> {
    const { pins, onChange } = this.#parts;
    const { personId, pin: verifier } = person;
    const checking: State = { ...this.#unlocking(), chosen: personId, attempt: 'checking' };
    this.#state = checking;
    onChange();
    const right = await pins.isRight({ personId, verifier, pin }, null);
    // Whoever went away meanwhile opens nothing.
    if (this.#state !== checking) return;
    if (right) this.#enter(person);
    else this.#state = { ...this.#unlocking(), chosen: personId, attempt: 'wrong' };
    onChange();
  }

  #enter(by: PanelPerson): void {
    const body = { personId: by.personId, method: 'pin', outcome: 'accepted', sessionId: null } as const;
    const kept = this.#parts.journal.record({ type: 'unlock-attempted', body });
    if (kept === undefined) {
      this.close();
      return;
    }
    this.#state = { name: 'open', by, page: null, until: this.#in(OPEN_MS) };
    // Nobody has to choose between one.
    const [only, another] = this.#pagesOf(by.role);
    if (only !== undefined && another === undefined) this.#go(by, only);
  }

  #go(by: PanelPerson, name: PanelPageName | null): string | undefined {
    if (name !== null && !this.#pagesOf(by.role).includes(name))
      return 'This page is for administrators with a PIN.';
    this.#leavePage();
    this.#state = {
      name: 'open',
      by,
      page: name === null ? null : this.#visit(by, name),
      until: this.#in(OPEN_MS),
    };
    return undefined;
  }

  #visit(by: PanelPerson, name: PanelPageName): OpenPage {
    // A page and its actions go by one name; the compiler can't follow a look-up by a union.
    const maker = this.#parts.pages[name] as PanelPageMaker<PanelPageName>;
    const visit = {
      by: by.personId,
      role: by.role,
      changed: () => this.#parts.onChange(),
      stay: () => this.#stay(),
    };
    return { name, page: maker.visit(visit) };
  }

  #pagesOf(role: PanelRole): PanelPageName[] {
    const names = Object.keys(this.#parts.pages) as PanelPageName[];
    return names.filter((name) => this.#parts.pages[name].roles.includes(role));
  }

  #stay(): void {
    if (this.#state.name === 'open') this.#state = { ...this.#state, until: this.#in(OPEN_MS) };
  }

  /** What is left of the state by now. A PIN that is being checked is waited for. */
  #current(): State {
    const state = this.#state;
    const isOver = state.name !== 'closed' && this.#parts.now() >= state.until;
    if (isOver && !(state.name === 'unlocking' && state.attempt === 'checking')) this.close();
    return this.#state;
  }

  #leavePage(): void {
    if (this.#state.name !== 'open' || this.#state.page === null) return;
    const { page } = this.#state.page;
    this.#state = { ...this.#state, page: null };
    page.leave();
  }

  #unlockingView({ chosen, attempt, until }: Unlocking): Panel {
    const choices = this.#parts.people().map(({ personId, name }) => ({ personId, name, hasPin: true }));
    return { name: 'unlocking', choices, chosen, attempt: this.#attemptView(chosen, attempt), until };
  }

  #attemptView(chosen: PersonId | null, attempt: Unlocking['attempt']): UnlockAttempt {
    if (chosen === null) return { kind: 'idle' };
    const { lockedUntil, triesLeft } = this.#parts.pins.lockOutOf(chosen);
    if (lockedUntil !== null) return { kind: 'locked-out', until: lockedUntil };
    return attempt === 'wrong' ? { kind: 'wrong', triesLeft } : { kind: attempt };
  }

  #unlocking(): Unlocking {
    return { name: 'unlocking', chosen: null, attempt: 'idle', until: this.#in(UNLOCKING_MS) };
  }

  #in(ms: number): EpochMs {
    return (this.#parts.now() + ms) as EpochMs;
  }
}
