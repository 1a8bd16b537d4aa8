import { count } from './count.ts';

/** The sessions of a day. */
export const sessionsWords = {
  sessions: {
    title: 'Sessions',
    today: 'Today',
    previousDay: 'The day before',
    nextDay: 'The day after',
    date: 'Day',
    calendar: 'Choose a day',
    search: 'Find a class, room or teacher',
    allStates: 'All states',
    stateFilter: 'State',
    summary: (sessions: number, open: number) =>
      open === 0
        ? count(sessions, 'session', 'sessions')
        : `${count(sessions, 'session', 'sessions')}, ${open} on now`,
    column: {
      time: 'Time',
      course: 'Class',
      room: 'Room',
      teacher: 'Teacher',
      state: 'State',
      attendance: 'Attendance',
    },
    label: (date: string) => `Sessions on ${date}`,
    emptyTitle: 'No sessions on this day',
    emptyHelp: 'Nothing is timetabled, and nobody opened one by hand.',
    emptyFacultyHelp: 'None of your classes is timetabled on this day.',
    nothingFound: 'No session fits. Change what you look for.',
    clearFilter: 'Show all',
    adHoc: 'by hand',
    start: 'Start a session now',
    startTitle: 'Start a session now',
    startLead:
      'For a meeting that isn’t in the timetable. It opens at once and everybody in the section is on its register.',
    section: 'Section',
    room: 'Room',
    length: 'Length',
    minutes: (minutes: number) => `${minutes} minutes`,
    startAct: 'Start it',
    starting: 'Starting…',
    chooseSection: 'Choose a section',
    chooseRoom: 'Choose a room',
  },
  state: {
    SCHEDULED: 'Later',
    ARMED: 'Doors open',
    OPEN: 'Open',
    CLOSED: 'Closed',
    SEALED: 'Sealed',
    LOCKED: 'Locked',
    CANCELLED: 'Cancelled',
    notHeld: 'Not held',
  },
  stateMeaning: {
    SCHEDULED: 'The doors aren’t open yet.',
    ARMED: 'Cards and phones are noted, and count once the class is opened.',
    OPEN: 'The class is on; who comes now is on the register.',
    CLOSED: 'Over. Waiting for the kiosks to deliver everything they hold.',
    SEALED: 'Everything has arrived; who has nothing is absent. Marks can still be changed by hand.',
    LOCKED: 'Final. Marks change only by an approved correction.',
    CANCELLED: 'Called off; it counts for nobody.',
    notHeld: 'Nobody opened it, so it counts for nobody.',
  },
  counts: {
    here: (here: number, enrolled: number) => `${here} of ${enrolled} here`,
    wereHere: (here: number, enrolled: number) => `${here} of ${enrolled} were here`,
    enrolled: (enrolled: number) => `${enrolled} enrolled`,
    late: (late: number) => `${late} late`,
    absent: (absent: number) => `${absent} absent`,
    excused: (excused: number) => `${excused} excused`,
    present: (present: number) => `${present} present`,
    notYet: (notYet: number) => `${notYet} not yet`,
    partly: (partly: number) => `${partly} partly`,
    provisional: (provisional: number) => `${provisional} to be confirmed`,
  },
};

export type SessionsWords = typeof sessionsWords;
