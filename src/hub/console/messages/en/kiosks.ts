import { count } from './count.ts';

const BEGAN = {
  new: 'it was new',
  'rolled-back': 'an older copy of its files was put in place',
  forked: 'two machines had its identity',
  damaged: 'its file was damaged',
};

const LARGE = new Intl.NumberFormat('en-GB');

/** How far a wall clock is off, in the largest unit that fits. */
function clockError(offsetMs: number): string {
  const off = Math.abs(offsetMs);
  if (off < 1_000) return 'right';
  const way = offsetMs > 0 ? 'fast' : 'slow';
  if (off < 120_000) return `${Math.round(off / 1_000)} s ${way}`;
  if (off < 7_200_000) return `${Math.round(off / 60_000)} min ${way}`;
  if (off < 172_800_000) return `${Math.round(off / 3_600_000)} h ${way}`;
  return `${Math.round(off / 86_400_000)} days ${way}`;
}

/** The kiosks. */
export const kiosksWords = {
  kiosks: {
    title: 'Kiosks',
    column: {
      number: 'No.',
      name: 'Name',
      room: 'Room',
      state: 'State',
      contact: 'Last contact',
      backlog: 'Not delivered',
      clock: 'Clock',
      attention: 'To look at',
      version: 'Version',
      ledger: 'Ledger',
      actions: 'Actions',
    },
    state: { online: 'Connected', offline: 'Not connected', never: 'Never seen', revoked: 'Shut out' },
    events: (number: number) => (number === 0 ? 'nothing' : count(number, 'event', 'events')),
    summary: (all: number, online: number) => `${count(all, 'kiosk', 'kiosks')}, ${online} connected`,
    emptyTitle: 'No kiosk yet',
    emptyHelp: 'Make a code, start a kiosk in the room and type the code there.',
    add: 'Add a kiosk',
    addTitle: 'Add a kiosk',
    addLead: 'Makes a code that lets one machine become the kiosk of a room. It works once, for ten minutes.',
    room: 'Room',
    name: 'Name of the kiosk',
    nameHelp: 'What you call it, such as “Door” or “Front desk”.',
    make: 'Make the code',
    making: 'Making it…',
    codeTitle: (room: string) => `Code for ${room}`,
    codeLead: 'Type it at the kiosk. It is shown only here, and only now.',
    codeLeft: (time: string) => `works for another ${time}`,
    codeExpired: 'This code has expired. Make a new one.',
    done: 'Done',
    revoke: 'Shut out',
    revokeLabel: (name: string) => `Shut out ${name}`,
    revokeTitle: (name: string) => `Shut ${name} out?`,
    revokeLead:
      'It can’t deliver to this hub any more, and its codes are worth nothing at once. To use the machine again, add it anew. What it delivered stays.',
    revokeBacklog: (number: number) =>
      `It still holds ${count(number, 'event', 'events')} the hub doesn’t have. They would have to be brought by hand.`,
    revokeAct: 'Shut it out',
    detailsTitle: (name: string, number: number) => `${name}, kiosk ${number}`,
    clockUnknown: 'not compared yet',
    clockError: (offsetMs: number) => clockError(offsetMs),
    clockFact: (offsetMs: number, uncertaintyMs: number) =>
      `${clockError(offsetMs)}, known to ± ${uncertaintyMs} ms; recorded times are corrected for it`,
    facts: {
      check: 'Last check of its ledger',
      notTold: 'not told yet',
      checked: (outcome: 'sound' | 'healed', when: string) =>
        outcome === 'sound' ? `sound, ${when}` : `was damaged and healed itself, ${when}`,
      ledgers: 'Ledgers begun',
      began: (number: number, reason: 'new' | 'rolled-back' | 'forked' | 'damaged', when: string) =>
        `${number}; the last ${when}, because ${BEGAN[reason]}`,
      lost: 'Not saved from the damaged file',
      lostFact: (atLeast: number, mayBeMore: boolean) =>
        atLeast === 0 && !mayBeMore
          ? 'nothing was lost'
          : `${mayBeMore ? 'at least ' : ''}${count(atLeast, 'event', 'events')} that had not been delivered`,
      unknownCards: 'Cards not known, last 7 days',
      flagged: 'Events not believed',
      enrolled: 'Added',
    },
    readers: {
      title: 'Readers',
      none: 'It has told of none since it was last started.',
      state: { ready: 'ready', absent: 'absent', quiet: 'quiet' },
      since: (state: string, when: string) => `${state} since ${when}`,
      gaps: 'Earlier troubles, last 30 days',
      gap: (state: string, from: string, to: string) => `${state} from ${from} to ${to}`,
    },
    worry: {
      copied: {
        short: 'Two machines',
        help: 'Two machines have its identity: a disk was copied. Nothing is lost, but only one of them can deliver. Shut it out and add both machines anew.',
      },
      flagged: {
        short: (number: number) => `${count(number, 'event', 'events')} not believed`,
        help: 'They are kept, but can’t be read or aren’t what they were. Its version may be newer than the hub’s; otherwise somebody has touched its files.',
      },
      'cut-off': {
        short: (number: number) => `${count(number, 'event', 'events')} waiting there`,
        help: 'It isn’t connected. It keeps everything and delivers by itself once it is; look at its network and power.',
      },
      damaged: {
        short: 'Ledger was damaged',
        help: 'It set the damaged file aside, kept what could be read and went on. If this happens again, replace its disk.',
      },
      'rolled-back': {
        short: 'Was set back',
        help: 'An older copy of its files was put in place, such as by restoring the machine. It noticed and went on; nothing is counted twice.',
      },
      offline: { short: 'Not connected', help: 'It had delivered everything when it was last heard.' },
      clock: {
        help: 'Its wall clock is wrong. Recorded times are corrected; set the clock, or let it be set by the network, so that people aren’t confused.',
      },
      behind: {
        short: (number: number) => `delivering ${count(number, 'event', 'events')}`,
        help: 'It is connected and catching up.',
      },
      'unknown-cards': {
        short: (number: number) => `${count(number, 'card', 'cards')} not known`,
        help: 'Held to it in the last seven days and found for nobody. Add the card to its person: what was recorded then counts.',
      },
    },
    keeping: {
      backups: 'Backup',
      off: 'No backups',
      offHelp:
        'One broken disk would take everything that kiosks have deleted by then. Kiosks delete nothing until there is one: start the hub with --backups and a folder on another disk.',
      noneYet: 'none yet',
      lastBackup: (when: string, events: number) =>
        `${when}, ${LARGE.format(events)} events, restored and found whole`,
      backupDamaged: 'The last copy was not whole and was set aside; it doesn’t count.',
      backupFailed: 'The last backup could not be made.',
      sameDisk: 'It lies on the same disk as the database: one broken disk would take both.',
      database: 'Database',
      notChecked: 'is read through once a night; not yet',
      sound: (when: string, events: number) => `read through ${when}, ${LARGE.format(events)} events, sound`,
      damaged: 'is damaged',
      damagedHelp:
        'Stop the hub and put the newest backup back (npx muster hub restore): kiosks bring what it lacks.',
      diskLow: 'Disk almost full',
      diskFull: 'Disk full',
      diskFree: (mebibytes: number) => `${LARGE.format(mebibytes)} MiB free`,
      diskLowHelp:
        'The hub has no reserve on it any more. Everything still works; make room before nothing can be recorded.',
      diskFullHelp:
        'Nothing can be recorded here until there is room. Kiosks keep everything meanwhile, phones try again; it all comes in by itself as soon as there is room.',
      stage: { copy: 'Copying', file: 'Checking the file', ledgers: 'Checking every event' },
      percent: (part: number, all: number) => `${all === 0 ? 0 : Math.floor((part / all) * 100)}%`,
    },
    twoInRoom: 'Another kiosk is active in this room. That works; it is only unusual.',
  },
};

export type KiosksWords = typeof kiosksWords;
