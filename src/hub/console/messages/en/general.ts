import type { ApiErrorCode } from '#contracts/hub-api/api-error.ts';
import { count } from './count.ts';

/** Codes whose words the hub says in English already. */
const HUB_WORDS: Readonly<Partial<Record<ApiErrorCode, string>>> = {};

/** What stands on every page, and on those before signing in. */
export const generalWords = {
  common: {
    title: 'Muster console',
    cancel: 'Cancel',
    close: 'Close',
    dismiss: 'Dismiss',
    tryAgain: 'Try again',
    loading: 'Loading',
    none: '–',
    copy: 'Copy',
    copied: 'Copied',
    selectAll: 'Choose all',
    choose: 'Choose',
    of: (part: number, all: number) => `${part} of ${all}`,
    section: (name: string) => (name.length > 4 ? name : `Section ${name}`),
    room: (name: string) => `Room ${name}`,
    percent: (text: string) => `${text}%`,
  },
  frame: {
    nav: 'Pages',
    sessions: 'Sessions',
    sections: 'Sections',
    students: 'Students',
    accounts: 'Accounts',
    changePassword: 'Change password',
    kiosks: 'Kiosks',
    import: 'Import',
    account: 'Your account',
    signOut: 'Sign out',
    language: 'Language',
    theme: 'Colours',
    themes: { system: 'As on this machine', light: 'Light', dark: 'Dark' },
    roles: { admin: 'Administrator', faculty: 'Faculty' },
    hubTime: 'Time at the hub',
    skip: 'Skip to the page',
  },
  problem: {
    unreachable: 'The hub can’t be reached. Check this machine’s network; nothing here is lost.',
    notUnderstood: 'This page and the hub are of different versions. Load the page again.',
    notFresh: 'This is from before:',
    failed: 'This could not be loaded',
    retryIn: (seconds: number) => `Try again in ${count(seconds, 'second', 'seconds')}.`,
    hub: HUB_WORDS,
  },
  signIn: {
    title: 'Sign in',
    lead: 'Registers, kiosks and students of your institution.',
    expired: 'You were signed out because it has been a while. Sign in, and you are back where you were.',
    asked: 'You are signed out.',
    username: 'User name',
    password: 'Password',
    act: 'Sign in',
    acting: 'Signing in…',
    unreachableTitle: 'The hub can’t be reached',
  },
  unknown: {
    title: 'There is nothing here',
    help: 'The address is wrong, or what it showed is gone.',
    forbidden: 'Your account may not see this',
    forbiddenHelp: 'Ask an administrator if you need it.',
    toSessions: 'Go to the sessions',
  },
  ago: {
    now: 'just now',
    seconds: (number: number) => `${number} s ago`,
    minutes: (number: number) => `${number} min ago`,
    never: 'never',
  },
};

export type GeneralWords = typeof generalWords;
