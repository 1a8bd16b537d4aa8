/** The panel's page of fingers. */
export const FINGERS_EN = {
  whose: 'Whose finger?',
  lead: 'Choose a person. They read what is kept, agree, and touch the reader twice.',
  noReader: 'No fingerprint reader answers. Look under "Readers" what is wrong with it.',
  removed: (name: string) => `The fingers of ${name} are forgotten.`,
  unnamed: 'Somebody who is in no class of this room any more',
  standing: { none: 'no finger', enrolled: 'enrolled', again: 'has to enrol again' },
  without: (count: number) => `To enrol (${count})`,
  everyone: (count: number) => `Everyone (${count})`,
  everyoneHasOne: 'Everyone here has a finger enrolled.',
  enrol: 'Enrol a finger',
  enrolAnother: 'Enrol another finger',
  forget: 'Forget the fingers',
  /** Whoever changes what is agreed to changes the version in the engine's finger desk. */
  consent: {
    lead: 'Please read this yourself, and decide.',
    points: [
      'The reader keeps a pattern of your finger, not a picture. It stays in the reader; this kiosk never reads it out or sends it anywhere.',
      'This kiosk keeps, encrypted, which pattern is yours, to record you in class when you touch the reader.',
      'You don’t have to. Your card and your phone go on working, and nobody may treat you differently.',
      'You can have it forgotten at any time, here, by your teacher or an administrator. It is also forgotten when you leave.',
      'That you agreed, when, and who was with you is recorded.',
    ],
    agree: 'I agree',
    agreeAt: (reader: string) => `I agree (${reader})`,
    decline: 'I don’t agree',
  },
  touches: (count: number) => `${count} of 2 touches`,
  now: {
    wait: 'One moment',
    lift: 'Lift the finger',
    'first-touch': 'Touch the reader',
    'second-touch': 'Touch it once more',
  },
  nowHelp: {
    wait: 'The reader is getting ready.',
    lift: 'Take it right off the glass.',
    'first-touch': 'Lay one finger flat on the middle of the glass, and leave it there.',
    'second-touch': 'The same finger, laid down the same way.',
  },
  advice: {
    'too-dry': 'The finger is too dry. Breathe on it, or rub it on your palm, then try again.',
    'too-wet': 'The finger is too moist. Dry it, wipe the glass, then try again.',
    unclear: 'The picture was smudged. Wipe the glass and press a little harder.',
    'too-small': 'Too little of the finger was on the glass. Lay it flat, not with its tip.',
    moved: 'The finger moved. Hold it still until you are told to lift it.',
    different:
      'The two touches did not fit together. Use the same finger, laid down the same way: from the beginning.',
  },
  stop: 'Stop',
  enrolled: (name: string) => `${name} is enrolled`,
  enrolledHelp: 'From now on a touch of this finger is enough.',
  knownOwn: (name: string) => `${name} is enrolled already`,
  knownOwnHelp: 'This finger was enrolled before. Nothing had to be changed.',
  knownOther: 'This finger is somebody else’s',
  knownOtherHelp: (whose: string) =>
    `It is enrolled for ${whose}. Nobody can be enrolled under two names: have it forgotten there first, or use another finger.`,
  knownSomebody:
    'It is enrolled for somebody of another class. Nobody can be enrolled under two names: an administrator can have it forgotten there.',
  failed: {
    'nobody-came': { title: 'No touch came', help: 'Nothing was kept. Try again when the finger is ready.' },
    cancelled: { title: 'Stopped', help: 'Nothing was kept.' },
    'too-many-tries': {
      title: 'This finger doesn’t work',
      help: 'Nothing was kept. Try another finger, best a thumb or an index finger, and wipe the glass first.',
    },
    full: {
      title: 'The reader is full',
      help: 'It can keep no more fingers. Have those forgotten that nobody needs any more.',
    },
    'sensor-failed': {
      title: 'The reader does not answer',
      help: 'Nothing was kept. Check its cable, and look under "Readers".',
    },
    'not-kept': {
      title: 'It could not be kept',
      help: 'This kiosk can’t write at the moment, so the finger was forgotten again. See what the screen says is wrong.',
    },
  },
  tryAgain: 'Try again',
  next: 'Back to the list',
  forgetWhose: (name: string) => `Forget the fingers of ${name}?`,
  forgetHelp:
    'The reader forgets them at once, or as soon as it is connected. To use a finger again it has to be enrolled anew.',
  keep: 'Keep them',
};
