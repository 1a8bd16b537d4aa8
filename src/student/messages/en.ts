import { pluralIn } from '#ui/language/plural-in.ts';

const plural = pluralIn('en');

const minutes = (count: number): string =>
  `${count}\u00a0${plural(count, { one: 'minute', other: 'minutes' })}`;

/** Every word on the student's page. What this object has, each other language must have. */
export const en = {
  common: {
    title: 'Check‑in',
    section: (name: string) => (/^section\b/i.test(name) ? name : `Section ${name}`),
    room: (name: string) => `Room ${name}`,
    home: 'Done',
    back: 'Back',
    scan: 'Scan the code',
    scanAnother: 'Scan another code',
    tryAgain: 'Try again',
    with: 'With',
    time: 'Time',
    roomLabel: 'Room',
    language: 'Language',
  },
  starting: 'One moment',
  unusable: {
    insecure: {
      title: 'This address isn’t secure',
      help: 'Browsers let a page use the camera and keep a key only over https. Open the address that begins with https, or ask your teacher for it.',
      until: 'Until then: tap your card at the reader, or ask your teacher to mark you.',
    },
    'no-storage': {
      title: 'This browser keeps nothing',
      help: 'In private windows a phone can’t be remembered. Open this page in an ordinary window.',
      until: 'Until then: tap your card at the reader, or ask your teacher to mark you.',
    },
    'no-keys': {
      title: 'This browser is too old',
      help: 'It can’t make the key that stands for you. Update it, or use another browser.',
      until: 'Until then: tap your card at the reader, or ask your teacher to mark you.',
    },
  },
  confirm: {
    lead: 'Check in to',
    unknownTitle: (room: string | null) => (room === null ? 'This class' : `Room ${room}`),
    unknown:
      'The kiosk in this room has no network just now. You are recorded at once, and the class is confirmed when it is back.',
    act: 'Check in',
    acting: 'Checking in…',
    firstSignIn: 'You sign in once on this phone first.',
  },
  signIn: {
    title: 'Make this phone yours',
    andThen: (course: string) => `Then you are checked in to ${course}.`,
    andThenUnknown: 'Then you are checked in.',
    why: {
      first: 'Once only. From then on this phone stands for you, and for nobody else.',
      'device-unknown': 'The hub doesn’t know this phone. Sign in with a new code.',
      'device-replaced':
        'You signed in on another phone, and that one counts now. To use this one again, get a new code. If it wasn’t you, tell your teacher.',
    },
    number: 'Student number',
    code: 'One-time code',
    codeHelp: 'From your teacher or the office. It works once.',
    act: 'Sign in',
    acting: 'Signing in…',
    facts: [
      'No password. A key is made on this phone and can’t leave it.',
      'One phone a person: signing in elsewhere takes this one’s place.',
    ],
  },
  scan: {
    title: 'Scan the code on the display',
    starting: 'Starting the camera…',
    looking: 'Point at the code. It is read by itself.',
    hints: {
      'keep-still': 'The code changes every few seconds. Come closer and hold still.',
      'not-a-check-in': 'That is a code, but not for checking in.',
      'other-hub': 'That check‑in code belongs to another institution. Nothing was sent.',
      wrong: 'That code isn’t one of ours. Scan the one on the room’s display.',
      'too-many': 'Too many wrong codes from this network. Scan the one on the room’s display.',
      'link-expired': 'That code had changed already. Scan the one that is shown now.',
      'took-too-long': 'That took too long. Scan the code once more.',
    },
    torch: 'Light',
    type: 'Type the digits',
    close: 'Close the scanner',
    picture: 'What the camera sees',
    camera: {
      refused: {
        title: 'The camera isn’t allowed',
        help: 'Allow it for this page in the browser’s settings (the sign beside the address), then try again.',
      },
      missing: { title: 'No camera found', help: 'You can type the eight digits below the code instead.' },
      busy: {
        title: 'The camera is in use',
        help: 'Close the other app that uses it, then try again.',
      },
      failed: {
        title: 'The camera didn’t start',
        help: 'Try again, or type the eight digits below the code.',
      },
    },
  },
  typing: {
    title: 'Type the eight digits',
    help: 'They stand below the code on the display and change every ten seconds. Those just gone still count.',
    label: 'Eight digits',
    act: 'Check in',
    acting: 'Checking…',
    scan: 'Use the camera instead',
  },
  sending: {
    title: 'Checking in…',
    kept: 'Kept on this phone, not yet confirmed',
    keptHelp:
      'The hub can’t be reached just now. Your check‑in goes out by itself as soon as it can; you may close this page and open it later.',
  },
  answered: {
    present: 'You’re in',
    late: (count: number) => (count < 1 ? 'You’re in, late' : `You’re in, ${minutes(count)}\u00a0late`),
    tooLate: 'Recorded, but too late to count',
    tooLateHelp: (time: string) =>
      `Arrivals after ${time} don’t count by themselves. Your teacher can still decide otherwise.`,
    noted: 'Noted',
    notedHelp: 'It counts as soon as your teacher opens the class.',
    byHand: (status: string) => `Your mark: ${status}`,
    already: 'You were in already',
    provisional: 'Recorded, to be confirmed',
    because: {
      'opening-unknown':
        'The room’s kiosk has no network just now. When it is back, this check‑in joins its class by itself. This page tells you.',
      'new-device':
        'This phone took another one’s place lately. Tap your card once at the reader, or wait a day, and it counts like before.',
      'shared-device': 'This phone checked somebody else in to this class. Your teacher has to confirm you.',
      kept: 'It was sent after the code had changed. Your teacher can see that and confirm you.',
    },
    notEnrolled: 'Not in this class',
    notEnrolledHelp: (course: string) => `You aren’t enrolled in ${course}.`,
    elsewhere: 'Your class',
    noElsewhere: 'You have no other class today.',
    mistake: 'If that is a mistake, tell your teacher: this scan is kept, and counts once you are enrolled.',
    notOpen: {
      'too-early': (time: string | null) => (time === null ? 'Not open yet' : `Not open yet: from ${time}`),
      closed: (time: string | null) => (time === null ? 'Closed' : `Closed at ${time}`),
      ended: (time: string | null) => (time === null ? 'Ended' : `Ended at ${time}`),
      cancelled: (_: string | null) => 'Cancelled',
    },
    notOpenHelp: 'Your scan is kept. If you were there, ask your teacher to mark you.',
    recorded: 'Recorded',
    arrived: 'Arrived',
    status: 'Status',
    after: (status: string, time: string) => `${status} (after ${time})`,
    until: (status: string, time: string) => `${status} (until ${time})`,
    method: (status: string, method: string) => `${status}, ${method}`,
    receipt: 'Receipt',
    receiptKept: 'Receipt kept',
  },
  refused: {
    title: 'Not recorded',
    unreachable: 'The hub can’t be reached.',
  },
  problem: {
    unreachable: 'The hub can’t be reached. Check the network and try again.',
    hub: {
      'code-wrong': 'This code and student number don’t belong together. Check both, or ask for a new code.',
      'code-used': 'This code was used before, and each works once. Ask for a new one.',
      'code-expired': 'This code has expired. Ask for a new one.',
      'too-many-requests': 'Too many tries. Wait a minute, then try again.',
      'request-stale': 'This phone’s clock is off. Set it, then try again.',
      'kept-too-late': 'This check‑in waited too long to be believed. Ask your teacher to mark you by hand.',
      'kept-not-allowed': 'This phone may not send check‑ins later. Ask your teacher to mark you by hand.',
    } as Readonly<Record<string, string>>,
    digits: 'These aren’t the digits of any of your classes now. They change every ten seconds.',
  },
  standing: {
    soFar: (percent: string) => `${percent} so far`,
    nothingYet: 'No class counted yet',
    needed: (percent: number) => `${percent} % needed`,
    mayMiss: (count: number) => (count === 0 ? 'none may be missed' : `${count} more may be missed`),
    verdict: {
      eligible: 'On course',
      condonable: 'Below the line',
      'not-eligible': 'Too low',
      'too-early': 'Too early to say',
    },
    label: (percent: string, needed: number) => `Attendance ${percent}, ${needed} % needed`,
    percent: (text: string) => `${text.replace(/\.00$/, '')} %`,
  },
  pass: {
    title: 'Your pass',
    code: 'Your pass, as a code for the display’s camera',
    help: 'Hold it up to the camera at the room’s display, about 30 cm away. It works without a network.',
    unconfirmed: 'This phone is new. Tap your card at a display once; from then on its pass works.',
    bright: 'Not read? Turn the brightness up and hold still.',
    none: 'This phone has to reach the hub once before it can show a pass.',
  },
  home: {
    showPass: 'My pass',
    hello: (name: string) => `Hello, ${name}`,
    today: 'Today',
    nothingToday: 'No classes today.',
    state: {
      later: 'Later',
      'doors-open': 'Opens soon',
      open: 'Open now',
      over: 'Over',
      cancelled: 'Cancelled',
      'not-held': 'Not held',
    },
    provisional: 'To be confirmed',
    courses: 'Your attendance',
    noCourses: 'You aren’t enrolled in any course yet.',
    receipts: 'Receipts',
    noReceipts: 'Receipts of your check‑ins are kept here.',
    waiting: (count: number) =>
      `${count} ${plural(count, { one: 'check‑in', other: 'check‑ins' })} kept on this phone, not yet confirmed`,
    old: 'As last heard: the hub can’t be reached just now.',
    unconfirmed:
      'This phone is new here. Until you tap your card once, or a day has passed, your check‑ins are to be confirmed.',
    onlineOnly:
      'This page opens with a network only: this browser keeps no pages, or doesn’t trust the hub’s certificate.',
    copy: 'Copy the signed receipt',
    copied: 'Copied',
  },
};

export type StudentMessages = typeof en;
