import type { DevicesPage } from '#contracts/engine-link/panel/devices-page.ts';
import type { Panel, PanelPageView } from '#contracts/engine-link/panel/panel.ts';
import type {
  Counts,
  RoomCodeView,
  ScreenState,
  ScreenStateOf,
  TodayLine,
} from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import { qrPath } from '../../../../src/kiosk/engine/code/qr-path.ts';
import {
  academicWriting,
  answer,
  arrivals,
  at,
  commonAt,
  databases,
  ethics,
  linearAlgebra,
  longNames,
  nameOf,
  personId,
  roster,
  thermodynamics,
} from './campus.ts';
import { CARD_PAGES } from './card-pages.ts';
import { FINGER_PAGES } from './finger-pages.ts';

const STEP_MS = 5000;

export const CODE_TEXT = 'HTTPS://MUSTER.UNI.EDU/C/CEABCDEFGHIJKLMNOPQRSTUVWXYZ2345';

/** The room code of the step that a moment lies in. */
export function codeAt(now: EpochMs, text = CODE_TEXT): RoomCodeView {
  const from = (Math.floor(now / STEP_MS) * STEP_MS) as EpochMs;
  return { ...qrPath(text), text, typed: '48210937', from, until: (from + STEP_MS) as EpochMs };
}

export function counts(change: Partial<Counts> = {}): Counts {
  const present = change.present ?? 38;
  const late = change.late ?? 4;
  const enrolled = change.enrolled ?? 58;
  const excused = change.excused ?? 0;
  return {
    enrolled,
    here: present + late,
    present,
    late,
    excused,
    notYet: enrolled - present - late - excused,
    quarantined: 0,
    ...change,
  };
}

const DURING = at('09:12:41');
const BEFORE = at('08:52:11');

export const today: readonly TodayLine[] = [
  { class: academicWriting, state: 'done', here: 31 },
  { class: linearAlgebra, state: 'next', here: 0 },
  { class: thermodynamics, state: 'later', here: 0 },
  { class: databases, state: 'later', here: 0 },
  { class: ethics, state: 'cancelled', here: 0 },
];

export function ready(change: Partial<ScreenStateOf<'ready'>> = {}, now = BEFORE): ScreenStateOf<'ready'> {
  return {
    name: 'ready',
    common: commonAt(now),
    today: [...today],
    next: linearAlgebra,
    canOpen: true,
    noted: 0,
    answer: null,
    ...change,
  };
}

export function session(
  change: Partial<ScreenStateOf<'session'>> = {},
  now = DURING,
): ScreenStateOf<'session'> {
  return {
    name: 'session',
    common: commonAt(now),
    class: linearAlgebra,
    code: codeAt(now),
    counts: counts(),
    arrivals: [...arrivals],
    answer: null,
    lateFrom: at('09:05'),
    cutOffAt: at('09:20'),
    closesAt: at('10:40'),
    controls: { kind: 'closed' },
    ...change,
  };
}

const faculty = [
  { personId: personId(900), name: 'Dr. A. Okafor', hasPin: true },
  { personId: personId(901), name: 'Hannah Weiß', hasPin: true },
  { personId: personId(902), name: 'Prof. S. Adeyemi', hasPin: false },
];

export function unlocking(
  change: Partial<ScreenStateOf<'unlocking'>> = {},
  now = BEFORE,
): ScreenStateOf<'unlocking'> {
  return {
    name: 'unlocking',
    common: commonAt(now),
    class: linearAlgebra,
    faculty,
    chosen: null,
    attempt: { kind: 'idle' },
    until: (now + 60_000) as EpochMs,
    answer: null,
    ...change,
  };
}

export function summary(change: Partial<ScreenStateOf<'summary'>> = {}): ScreenStateOf<'summary'> {
  const now = at('10:31');
  return {
    name: 'summary',
    common: commonAt(now),
    class: linearAlgebra,
    counts: counts({ present: 47, late: 6, excused: 2, quarantined: 1 }),
    closedAt: now,
    undoUntil: (now + 60_000) as EpochMs,
    until: (now + 120_000) as EpochMs,
    answer: null,
    ...change,
  };
}

export function notEnrolled(
  change: Partial<ScreenStateOf<'not-enrolled'>> = {},
): ScreenStateOf<'not-enrolled'> {
  return {
    name: 'not-enrolled',
    common: commonAt(BEFORE, { institution: 'Muster', room: '' }),
    hubUrl: 'https://muster.northgate.edu',
    busy: false,
    problem: null,
    ...change,
  };
}

export function outOfOrder(
  reason: ScreenStateOf<'out-of-order'>['reason'] = 'ledger-damaged',
): ScreenStateOf<'out-of-order'> {
  return {
    name: 'out-of-order',
    common: commonAt(DURING),
    reason,
    detail:
      'ledger.db: the hash of event 1,284 doesn’t follow from 1,283. Copy the folder /var/lib/muster/kiosk away, then start with --new-epoch.',
  };
}

const simulator = {
  cards: [
    { label: 'Noor Haddad', number: 'em:0A1B2C3D' },
    { label: 'Wei Zhang', number: 'em:0A1B2C3E' },
    { label: 'Lukas Brandt', number: 'em:0A1B2C3F' },
    { label: 'Tomás Villanueva-Reyes', number: 'em:0A1B2C42' },
    { label: 'Ifeoma Nwosu', number: 'em:0A1B2C43' },
    { label: 'Amélie Rousseau', number: 'em:0A1B2C44' },
    { label: 'Siobhán O’Neill', number: 'em:0A1B2C45' },
    { label: 'Priyanka Venkataraghavan', number: 'em:0A1B2C46' },
    { label: 'Jamie Lindqvist (C-110)', number: 'em:0A1B2C40' },
    { label: 'Dr. A. Okafor, faculty', number: 'em:0A1B2C41' },
    { label: 'Unknown card', number: 'em:FFFFFFFF' },
  ],
  pins: [
    { label: 'Dr. A. Okafor', pin: '246810' },
    { label: 'Hannah Weiß', pin: '135790' },
  ],
};

const keepers = [{ personId: personId(910), name: 'Robin Adams', hasPin: true }];

/** The panel as its keeper sees it. */
const openPanel = (page: PanelPageView | null): Panel => ({
  name: 'open',
  by: 'Robin Adams',
  until: heldUp(BEFORE),
  pages: ['cards', 'fingers', 'devices', 'profiles'],
  page,
});

const device = {
  detail: '',
  since: at('07:02'),
  profile: null,
  reads: 0,
  readOnce: 0,
  discarded: 0,
  canTest: true,
  isFixed: false,
} as const;

/** The readers' page: one in trouble, and plugs that nobody uses yet. */
const devicesPage = (change: Partial<DevicesPage> = {}): DevicesPage => ({
  name: 'devices',
  readers: [
    {
      ...device,
      ...{
        id: 'rdm6300-1',
        name: 'Door',
        kind: 'card',
        model: 'rdm6300',
        state: 'absent',
        since: at('08:41'),
      },
      detail: 'usb-1a86_USB_Serial-if00-port0 is not plugged in.',
      reads: 212,
      readOnce: 3,
    },
    {
      ...device,
      ...{ id: 'wedge-1', name: 'Lectern', kind: 'keyboard', model: 'wedge', state: 'ready', reads: 41 },
      detail: 'Cards are read from what a USB reader types.',
      profile: 'em-8h10d',
      discarded: 24,
    },
    {
      ...device,
      ...{ id: 'camera-1', name: 'Camera', kind: 'camera', model: 'camera', state: 'ready', canTest: false },
      detail: 'The camera is switched on while a class is open.',
    },
  ],
  found: [
    {
      ...{ key: 'serial:a', label: 'CH340', place: 'ttyUSB1, 1a86:7523', isRecognised: false },
      models: ['rdm6300', 'fingerprint', 'pn532', 'id-12la', 'id-20la', 'rdm630', 'twn4'],
    },
    { key: 'pcsc:b', label: 'ACS ACR122U', place: '072f:2200', isRecognised: true, models: ['pcsc'] },
    { key: 'hid:c', label: 'MagTek', place: '0801:0002', isRecognised: true, models: [] },
  ],
  notice: null,
  canChange: true,
  test: null,
  ...change,
});

const tested: DevicesPage['test'] = {
  reader: 'wedge-1',
  last: {
    at: BEFORE,
    form: 'em',
    lastDigits: '6C3A',
    certain: true,
    holder: { kind: 'person', name: 'Noor Haddad' },
  },
  discarded: 0,
};

const answered = (change: Parameters<typeof answer>[0]) => session({ answer: answer(change) }, change.at);
const heldUp = (now: EpochMs) => (now + 3_600_000) as EpochMs;
const shown = (change: Omit<Parameters<typeof answer>[0], 'at'>) =>
  answered({ ...change, at: DURING, until: heldUp(DURING) });

const openControls = (size: number) =>
  ({
    kind: 'open',
    by: 'Dr. A. Okafor',
    until: heldUp(DURING),
    roster: roster(size),
  }) as const;

/** The panel at one page, while no class is on. */
const withPage = (page: PanelPageView) => ready({ common: commonAt(BEFORE, { panel: openPanel(page) }) });

/** One of each thing that the screen can show, by a name for its picture. */
export const STATES = {
  'not-enrolled': notEnrolled,
  'not-enrolled-problem': () =>
    notEnrolled({
      problem: 'The hub knows no such code. Codes work once and for one hour: create a new one.',
    }),
  ready: () => ready(),
  'ready-healed': () =>
    ready({ common: commonAt(BEFORE, { healed: { at: at('06:40'), lost: 3, mayBeMore: true } }) }),
  'ready-noted': () => ready({ noted: 12 }, at('08:58')),
  'ready-between': () =>
    ready(
      { canOpen: false, next: databases, common: commonAt(at('12:32'), { clockUncertain: true }) },
      at('12:32'),
    ),
  'ready-empty': () => ready({ today: [], next: null, canOpen: false }, at('18:40')),
  'ready-full-day': () =>
    ready({
      today: Array.from({ length: 11 }, (_, hour) => ({
        class: {
          ...(hour % 3 === 0 ? longNames : thermodynamics),
          sessionId: today[0]?.class.sessionId.replace(/.{2}$/, String(10 + hour)) as never,
          startsAt: at(`${8 + hour}:00`),
        },
        state: (['done', 'not-held', 'done', 'now'] as const)[hour] ?? 'later',
        here: hour,
      })),
    }),
  'ready-answer': () =>
    ready({
      answer: answer({ kind: 'noted', at: BEFORE, until: heldUp(BEFORE) }),
    }),
  unlocking: () => unlocking(),
  'unlocking-pin': () => unlocking({ chosen: personId(900) }),
  'unlocking-wrong': () => unlocking({ chosen: personId(900), attempt: { kind: 'wrong', triesLeft: 3 } }),
  'unlocking-checking': () => unlocking({ chosen: personId(900), attempt: { kind: 'checking' } }),
  'unlocking-locked-out': () =>
    unlocking({
      chosen: personId(900),
      attempt: { kind: 'locked-out', until: (BEFORE + 272_000) as EpochMs },
    }),
  session: () => session(),
  'session-excused': () => session({ counts: counts({ excused: 3 }) }),
  'session-first': () =>
    session(
      {
        counts: counts({ present: 0, late: 0, enrolled: 3 }),
        arrivals: [],
        class: { ...ethics, enrolled: 3, startsAt: at('09:00'), endsAt: at('10:30') },
      },
      at('08:55'),
    ),
  'session-three-hundred': () =>
    session({
      class: longNames,
      counts: counts({ present: 214, late: 37, enrolled: 300, excused: 4 }),
      arrivals: arrivals.map((each, number) => ({ ...each, name: nameOf(number + 5) })),
    }),
  'session-hidden': () => session({ code: null }),
  'session-offline': () =>
    session({
      common: commonAt(DURING, {
        hub: { state: 'offline', since: at('08:40'), backlog: 42, detail: null },
        readers: [{ id: 'door', name: 'Card reader', kind: 'card', state: 'absent' }],
      }),
    }),
  'session-closing': () => session({}, at('10:37:20')),
  'session-unlocking': () =>
    session({
      controls: {
        kind: 'unlocking',
        faculty,
        chosen: personId(900),
        attempt: { kind: 'wrong', triesLeft: 2 },
        until: heldUp(DURING),
      },
    }),
  'session-controls': () => session({ controls: openControls(58), counts: counts({ quarantined: 2 }) }),
  'session-controls-answer': () =>
    session({
      controls: openControls(300),
      answer: answer({ kind: 'present', at: DURING, until: heldUp(DURING) }),
    }),
  'session-controls-healed': () =>
    session({
      common: commonAt(DURING, { healed: { at: at('06:40'), lost: 3, mayBeMore: true } }),
      controls: openControls(58),
    }),
  'session-simulator': () => session({ common: commonAt(DURING, { simulator }) }),
  accepted: () => shown({ kind: 'present' }),
  'accepted-late': () => shown({ kind: 'late', minutes: 12, name: 'Noor Haddad' }),
  'accepted-again': () => shown({ kind: 'already-recorded', minutes: 3 }),
  refused: () =>
    shown({
      kind: 'wrong-room',
      name: 'Jamie Lindqvist',
      room: 'C-110',
      course: 'Thermodynamics, Section A',
    }),
  'refused-not-enrolled': () => shown({ kind: 'not-enrolled', name: null, course: null }),
  'refused-unknown-card': () => shown({ kind: 'unknown-card', name: null, course: null }),
  'refused-ambiguous-card': () => shown({ kind: 'ambiguous-card', name: null, course: null }),
  'refused-unknown-pass': () => shown({ kind: 'unknown-pass', method: 'pass', name: null, course: null }),
  'refused-expired-pass': () => shown({ kind: 'expired-pass', method: 'pass' }),
  'refused-new-phone': () => shown({ kind: 'unconfirmed-phone', method: 'pass' }),
  'refused-too-late': () => shown({ kind: 'after-cut-off', name: nameOf(9) }),
  'refused-no-session': () =>
    ready({
      answer: answer({ kind: 'no-session', at: BEFORE, until: heldUp(BEFORE), name: null, course: null }),
    }),
  'accepted-faculty': () =>
    ready({
      answer: answer({
        kind: 'faculty',
        at: BEFORE,
        until: heldUp(BEFORE),
        name: 'Dr. A. Okafor',
        course: null,
      }),
    }),
  summary: () => summary(),
  'summary-offline': () =>
    summary({
      undoUntil: null,
      common: commonAt(at('10:41'), {
        hub: { state: 'offline', since: at('08:40'), backlog: 64, detail: null },
      }),
    }),
  'out-of-order': () => outOfOrder(),
  'panel-unlocking': () =>
    ready({
      common: commonAt(BEFORE, {
        panel: {
          name: 'unlocking',
          choices: [...faculty.filter(({ hasPin }) => hasPin), ...keepers],
          chosen: null,
          attempt: { kind: 'idle' },
          until: heldUp(BEFORE),
        },
      }),
    }),
  'panel-home': () => ready({ common: commonAt(BEFORE, { panel: openPanel(null) }) }),
  'panel-readers': () => ready({ common: commonAt(BEFORE, { panel: openPanel(devicesPage()) }) }),
  'panel-readers-test': () =>
    ready({ common: commonAt(BEFORE, { panel: openPanel(devicesPage({ test: tested })) }) }),
  'panel-cards-refused': () => withPage(CARD_PAGES['cards-refused']),
  'panel-cards-choosing': () => withPage(CARD_PAGES['cards-choosing']),
  'panel-profiles': () => withPage(CARD_PAGES.profiles),
  'panel-profiles-unknown': () => withPage(CARD_PAGES['profiles-unknown']),
  'panel-profiles-found': () => withPage(CARD_PAGES['profiles-found']),
  'panel-fingers-choosing': () => withPage(FINGER_PAGES.choosing),
  'panel-fingers-asking': () => withPage(FINGER_PAGES.asking),
  'panel-fingers-touching': () => withPage(FINGER_PAGES.touching),
  'panel-fingers-known': () => withPage(FINGER_PAGES.known),
  'panel-fingers-failed': () => withPage(FINGER_PAGES.failed),
  'panel-fingers-removing': () => withPage(FINGER_PAGES.removing),
  'session-panel-fingers-asking': () =>
    session({ common: commonAt(DURING, { panel: openPanel(FINGER_PAGES.asking) }) }),
  'session-panel-fingers-advice': () =>
    session({ common: commonAt(DURING, { panel: openPanel(FINGER_PAGES.advice) }) }),
  'session-panel-cards': () =>
    session({ common: commonAt(DURING, { panel: openPanel(CARD_PAGES['cards-held']) }) }),
  'session-panel-cards-choosing': () =>
    session({ common: commonAt(DURING, { panel: openPanel(CARD_PAGES['cards-choosing']) }) }),
  'session-panel-readers': () => session({ common: commonAt(DURING, { panel: openPanel(devicesPage()) }) }),
} as const satisfies Record<string, () => ScreenState>;

export type StateName = keyof typeof STATES;
