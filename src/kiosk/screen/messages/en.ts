import { pluralIn } from '#ui/language/plural-in.ts';
import { CARDS_EN } from './cards/en.ts';
import { DEVICES_EN } from './devices/en.ts';
import { FINGERS_EN } from './fingers/en.ts';
import { PROFILES_EN } from './profiles/en.ts';

const plural = pluralIn('en');

const minutes = (count: number): string => `${count} ${plural(count, { one: 'minute', other: 'minutes' })}`;
const people = (count: number): string => `${count} ${plural(count, { one: 'person', other: 'people' })}`;

/** `in 8 minutes`, `in 1 h 20 min`; less than a minute is `now`. */
function inMinutes(count: number): string {
  if (count <= 0) return 'now';
  if (count < 60) return `in ${minutes(count)}`;
  const rest = count % 60;
  return rest === 0 ? `in ${count / 60} h` : `in ${Math.floor(count / 60)} h ${rest} min`;
}

/** Every word on the kiosk's screen. What this object has, each other language must have. */
export const en = {
  common: {
    /** `Section B`; a name that says more than a letter or number stands by itself. */
    section: (name: string) => (name.length > 4 ? name : `Section ${name}`),
    room: (name: string) => `Room ${name}`,
    cancel: 'Cancel',
    close: 'Close',
    of: (total: number) => `of ${total}`,
    here: 'here',
    enrolled: (count: number) => `${count} enrolled`,
    details: 'What just happened',
  },
  foot: {
    label: 'State of this kiosk',
    saved: 'Saved here and at the hub',
    sending: (count: number) => `Saved here, sending ${count}`,
    connecting: 'Saved here, no hub yet',
    offline: 'Saved here, hub offline',
    offlineWaiting: (count: number) => `Saved here, ${count} waiting`,
    refused: 'Saved here, refused by the hub',
    notConnected: 'Not connected to a hub yet',
    noReader: 'No card reader',
    readerReady: (name: string) => `${name} ready`,
    readersReady: (count: number) => `${count} ${plural(count, { one: 'reader', other: 'readers' })} ready`,
    readerAbsent: (name: string) => `${name} unplugged`,
    cameraAbsent: (name: string) => `${name} not available`,
    readerQuiet: (name: string) => `${name} silent`,
    clockUncertain: 'Clock not checked lately',
    diskLow: 'Disk almost full',
    healed: (lost: number, mayBeMore: boolean) => {
      if (lost > 0) return `Repaired itself, ${lost}${mayBeMore ? ' or more' : ''} lost`;
      return mayBeMore ? 'Repaired itself, check lists' : 'Repaired itself, nothing lost';
    },
    healedNote: (when: string, lost: number, mayBeMore: boolean) => {
      const what = `${when}: this kiosk’s records were damaged, and it repaired them.`;
      if (lost === 0 && !mayBeMore) return `${what} Nothing was lost.`;
      const count = `${mayBeMore ? 'At least ' : ''}${lost} ${plural(lost, { one: 'record', other: 'records' })}`;
      const loss = lost === 0 ? 'The last ones may be missing' : `${count} could not be saved`;
      return `${what} ${loss}: please look through the class lists from before then.`;
    },
    settings: 'Settings',
    simulator: 'Simulator',
    controls: 'Teacher',
    controlsLabel: 'Teacher: controls of this class',
  },
  ready: {
    nextNow: 'On now',
    next: (count: number) => `Next, ${inMinutes(count)}`,
    nextAt: (time: string) => `Next, at ${time}`,
    nothingMore: 'No more classes here today',
    open: 'Faculty: tap your card, or touch here for your PIN',
    notYet: 'Faculty can open this class when its doors open, shortly before it starts.',
    noted: (count: number) =>
      `${people(count)} noted. ${plural(count, { one: 'It counts', other: 'They count' })} once the class is opened.`,
    today: 'Today in this room',
    todayEmpty: 'Nothing is timetabled here today.',
    earlier: (count: number) => `${count} earlier`,
    more: (count: number) => `and ${count} more`,
    state: {
      later: (enrolled: number, _here: number) => `${enrolled} enrolled`,
      next: (enrolled: number, _here: number) => `${enrolled} enrolled`,
      now: (enrolled: number, here: number) => `${here} of ${enrolled} here`,
      done: (enrolled: number, here: number) => `${here} of ${enrolled} were here`,
      'not-held': (_enrolled: number, _here: number) => 'Not held',
      cancelled: (_enrolled: number, _here: number) => 'Cancelled',
    },
  },
  unlock: {
    heading: 'Who is teaching?',
    headingControls: 'Teacher’s controls',
    choose: 'Choose your name, then enter your PIN.',
    chooseControls: 'Choose your name and enter your PIN, or tap your card.',
    noFaculty: 'No member of faculty is listed for this class. A faculty card still opens it.',
    cardOnly: 'Card only',
    notYou: 'Someone else',
    pin: 'PIN',
    pinEntered: (count: number) => `${count} ${plural(count, { one: 'digit', other: 'digits' })} entered`,
    deleteDigit: 'Delete the last digit',
    enter: 'Enter',
    checking: 'Checking…',
    wrong: (left: number) =>
      left === 0
        ? 'That PIN is wrong.'
        : `That PIN is wrong. ${left} ${plural(left, { one: 'try', other: 'tries' })} left.`,
    lockedOut: 'Too many wrong PINs',
    lockedOutHelp: (left: string) => `Try again in ${left}. Your card works right away.`,
    cardTitle: 'Or tap your card',
    cardHelp: 'A faculty card opens the class at once, without a PIN.',
    opening: 'Opening',
    backSoon: (left: number) => `Back to the start in ${left} s`,
  },
  session: {
    code: 'Room code. Scan it with your phone’s camera to check in.',
    codeHidden: 'The code is hidden',
    codeHiddenHelp: 'Cards still count. The teacher can show the code again.',
    typed: 'No camera? Type at',
    present: 'present',
    late: 'late',
    notYet: 'not yet',
    excused: 'excused',
    onTimeUntil: (time: string) => `On time until ${time}`,
    lateUntil: (time: string) => `Late until ${time}`,
    tooLate: 'Too late to count',
    closesAt: (time: string) => `Closes at ${time}`,
    closesIn: (left: string) => `Closes in ${left}`,
    closing: 'Closing…',
    arrivals: 'Arrivals, newest first',
    nobodyYet: 'Nobody yet. Scan the code, or tap a card at the reader.',
    provisional: 'to be confirmed',
  },
  camera: {
    on: 'Camera on',
    how: 'Hold the pass on your phone up to it',
    mirror: 'What the camera sees',
    light: 'The camera is on',
  },
  answer: {
    at: (time: string, course: string) => `${time} · ${course}`,
    present: 'Present',
    late: 'Late',
    lateBy: (count: number) => `${minutes(count)} after the start`,
    afterCutOff: 'Too late',
    afterCutOffHelp: 'Kept, but it doesn’t count by itself. Please speak to your teacher.',
    noted: 'Noted',
    notedHelp: 'The class isn’t open yet. This counts once your teacher opens it.',
    alreadyRecorded: 'Already recorded',
    alreadyRecordedHelp: (count: number) =>
      count < 1 ? 'A moment ago. Once is enough.' : `${minutes(count)} ago. Once is enough.`,
    notEnrolled: 'Not in this class',
    notEnrolledHelp: 'You aren’t on its list. Please speak to your teacher.',
    wrongRoom: 'Not in this class',
    wrongRoomHelp: (room: string) => `Your class is in ${room}.`,
    wrongRoomUnknown: 'Your class is in another room.',
    unknownCard: 'Card not known',
    unknownCardHelp: 'It’s kept. Ask your teacher to mark you, and the office to add this card.',
    unknownPass: 'Pass not known',
    unknownFinger: 'Not recognised',
    unknownFingerHelp: 'Lift the finger, then lay it flat on the middle of the glass. Or use your card.',
    unknownPassHelp: 'This room doesn’t know this phone. Check the room on your phone, or tap your card.',
    expiredPass: 'Pass too old',
    expiredPassHelp: 'Show the pass itself, not a picture of it: open it on your phone again.',
    newPhone: 'New phone',
    newPhoneHelp: 'Tap your card once to confirm it. From then on its pass works.',
    ambiguousCard: 'Card not clear',
    ambiguousCardHelp:
      'Several people’s cards look like this one here. It’s kept. Ask your teacher to mark you.',
    noSession: 'No class now',
    noSessionHelp: 'Nothing is on in this room at the moment.',
    faculty: 'Welcome',
    facultyHelp: 'Card accepted.',
  },
  controls: {
    title: 'Teacher’s controls',
    hideCode: 'Hide code',
    showCode: 'Show code',
    extend: 'Extend',
    extendBy: (count: number) => `+${count} min`,
    end: 'End class',
    endQuestion: 'End attendance now?',
    endHelp: 'Arrivals after this don’t count. You can take it back for a moment.',
    endYes: 'Yes, end it',
    endNo: 'Keep it open',
    markByHand: 'Mark by hand',
    search: 'Name or number',
    clearSearch: 'Clear the search',
    notYet: (count: number) => `Not yet ${count}`,
    everyone: (count: number) => `Everyone ${count}`,
    nobodyFound: 'Nobody on the list matches.',
    everyoneHere: 'Everyone is marked.',
    byHand: 'by hand',
    takeBack: 'Take back',
    markAs: (name: string) => `Mark ${name} as`,
    toCheck: (count: number) => `${people(count)} to check at the hub`,
  },
  summary: {
    closedAt: (time: string) => `Attendance closed at ${time}`,
    takeBack: 'Take it back',
    takeBackHelp: (left: number) => `You can still reopen the class for ${left} s.`,
    done: 'Done',
    nextSteps: 'What happens now',
    saved: 'Everything is saved here and at the hub.',
    savedLocally: 'Everything is saved here. The hub will get it when it can be reached.',
    absences: 'Absences are final once the hub has heard from every kiosk that could know.',
    corrections: 'Marks can still be corrected in the console until they are locked.',
    toCheck: (count: number) =>
      `${count} ${plural(count, { one: 'touch', other: 'touches' })} could not be matched and ${plural(count, { one: 'is', other: 'are' })} kept for the office.`,
  },
  enrol: {
    title: 'Connect this kiosk',
    lead: 'Enter your hub’s address and a one-time code.',
    hub: 'Address of the hub',
    hubExample: 'https://muster.example.edu',
    code: 'Enrolment code',
    connect: 'Connect',
    connecting: 'Connecting…',
    stepsTitle: 'Where the code comes from',
    steps: [
      'Sign in to the console of your hub.',
      'Open Kiosks, choose the room, and create an enrolment code.',
      'Type it here. It works once, and only for a short time.',
    ],
    keyboard: 'On-screen keyboard',
    backspace: 'Delete',
    space: 'Space',
    hideKeyboard: 'Hide keyboard',
  },
  outOfOrder: {
    title: 'Out of order',
    students: 'Please tell your teacher, who can take attendance on paper or in the console.',
    forAdministrator: 'For the administrator',
    reason: {
      'ledger-damaged':
        'The record on this kiosk is damaged. Nothing new is written, so that nothing is lost.',
      'ledger-from-the-future': 'The record was written by a newer version of Muster.',
      'disk-failed': 'The disk of this kiosk can’t be written.',
      'disk-full': 'The disk of this kiosk is full.',
      'engine-stopped': 'The program behind this screen has stopped.',
      'already-running': 'Another Muster already runs on this machine.',
    },
  },
  moment: {
    title: 'One moment',
    help: 'This screen is waiting for the kiosk’s program. It goes on by itself.',
    mismatch:
      'This screen and the kiosk’s program are of different versions. Restart the kiosk if this stays.',
  },
  settings: {
    title: 'Settings',
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
    sound: 'Sound',
    muted: 'Muted',
    volume: 'Volume',
    hear: 'Listen',
    sounds: { accepted: 'Present', late: 'Late', refused: 'Refused' },
    kiosk: 'Kiosk',
    openPanel: 'Devices and enrolment',
  },
  cards: CARDS_EN,
  profiles: PROFILES_EN,
  fingers: FINGERS_EN,
  panel: {
    title: 'Looking after this kiosk',
    choose: 'Choose your name, then enter your PIN.',
    nobody:
      'Nobody has a PIN for this yet. Give an administrator one in the console, under Accounts; it is here a moment later.',
    back: 'Back to the list',
    pages: {
      profiles: {
        title: 'How a reader writes cards',
        help: 'Find it out with two cards that are known, and set the reader to it.',
      },
      cards: { title: 'Cards', help: 'Give somebody a card, or take one away.' },
      fingers: { title: 'Fingers', help: 'Enrol somebody’s finger, or have it forgotten.' },
      devices: { title: 'Readers', help: 'What is connected, how it is, test it, add and name readers.' },
    },
  },
  devices: DEVICES_EN,
  simulator: {
    title: 'Simulator',
    cards: 'Tap a card',
    pins: 'PINs',
    unplug: 'Unplug the reader',
    replug: 'Plug the reader in',
  },
};

export type ScreenMessages = typeof en;
