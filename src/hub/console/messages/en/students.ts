import { count } from './count.ts';

/** The students. */
export const studentsWords = {
  students: {
    title: 'Students',
    search: 'Name or student number',
    found: (shown: number, total: number) =>
      shown === total
        ? count(total, 'student', 'students')
        : `${shown} of ${total} students; type more to narrow it down`,
    nobody: (sought: string) => `Nobody is found by “${sought}”.`,
    nobodyHelp: 'Look for part of the name, or for the number on the card.',
    none: 'No students yet',
    noneHelp: 'Import them from files.',
    pickTitle: 'Nobody chosen',
    pickHelp: 'Choose a student to see where they stand, and to issue a code for their phone.',
    number: 'Student number',
    email: 'E-mail',
    phone: 'Phone',
    phoneNone: 'No phone is signed in.',
    phoneBound: (date: string) => `Signed in on ${date}.`,
    phoneUnconfirmed:
      'Not confirmed yet: a touch of the card confirms it, or waiting a day. Check-ins count provisionally.',
    phoneConfirmed: 'Confirmed.',
    cards: 'Cards',
    cardsNone: 'No card.',
    cardEnding: (digits: string) => `ending in ${digits}`,
    cardGiven: (room: string, by: string) =>
      `given out ${room === '' ? 'at a kiosk' : `in ${room}`} by ${by}`,
    cardSince: (card: string, date: string) => `${card}, since ${date}`,
    cardsCopied:
      'A card’s number can be copied by anybody who holds the card for a moment. It says who claims to be there; where more is needed, let them use the phone or a finger.',
    takeCard: 'Take away',
    takeCardTitle: (name: string) => `Take this card away from ${name}?`,
    takeCardLead:
      'From now on it is nobody’s, at every kiosk once it has heard of it. What it recorded until now stays.',
    fingers: 'Fingers',
    finger: (room: string | null, kiosk: string, date: string) =>
      `${room === null ? kiosk : `${room} (${kiosk})`}, since ${date}.`,
    fingerAgain: 'The sensor there was replaced or has lost it: the student has to enrol again.',
    fingersHelp:
      'A finger is kept by that kiosk’s reader alone. To have it forgotten, open the kiosk’s panel.',
    code: 'Code for a phone',
    codeLead: 'Lets the student sign in on one phone, once. A phone that was signed in before is replaced.',
    validity: 'Valid for',
    validities: {
      10: '10 minutes',
      60: '1 hour',
      1440: '1 day',
      10080: '7 days',
    },
    issue: 'Issue a code',
    issuing: 'Issuing…',
    codeUntil: (time: string) => `Works once, until ${time}.`,
    codeExpired: 'This code has expired. Issue a new one.',
    codeHow: (number: string) => `The student opens the check-in page, enters ${number} and this code.`,
    standing: 'Attendance',
    standingNone: 'In no section now.',
    standingColumn: {
      section: 'Section',
      toDate: 'So far',
      best: 'Best possible',
      term: 'Whole term',
      attended: 'Attended',
      mayMiss: 'May miss',
      verdict: 'Verdict',
    },
    verdict: {
      eligible: 'Eligible',
      condonable: 'With a document',
      'not-eligible': 'Not eligible',
      'too-early': 'Too early to say',
    },
    noStanding: 'No figures yet',
    badge: {
      title: 'Printed badge',
      copied:
        'A code for the camera of a kiosk. It never changes, so a photograph of it is as good as the badge: marks by badge say so. It opens no class.',
      make: 'Make a badge',
      another: 'Make another one',
      print: 'Print',
      code: (name: string) => `Badge of ${name}, as a code`,
    },
  },
};

export type StudentsWords = typeof studentsWords;
