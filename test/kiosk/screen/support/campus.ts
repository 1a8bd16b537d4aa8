import type { Answer, Arrival, ClassCard, Common, RosterLine } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs, EventId, PersonId, SessionId } from '#domain/ids.ts';
import type { MarkStatus } from '#domain/register/mark-status.ts';

/** Friday 20 November 2026, midnight in Berlin. */
const MIDNIGHT = Date.UTC(2026, 10, 19, 23) as EpochMs;

/** That Friday at a time of day such as `09:12` or `09:12:40`, in Berlin. */
export function at(time: string): EpochMs {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (MIDNIGHT + ((hours * 60 + minutes) * 60 + seconds) * 1000) as EpochMs;
}

/** A different, valid id for each kind and number. */
export function uuid(kind: number, number: number): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
  return `${hex(kind, 8)}-0000-7000-8000-${hex(number, 12)}`;
}

export const personId = (number: number): PersonId => uuid(1, number) as PersonId;

/** What surrounds every screen, at a moment of that Friday. */
export function commonAt(now: EpochMs, change: Partial<Common> = {}): Common {
  return {
    institution: 'Northgate University',
    brand: '#1b3a5c',
    room: 'B-204',
    timeZone: 'Europe/Berlin',
    clockOffsetMs: now - Date.now(),
    clockUncertain: false,
    hub: { state: 'online', since: at('07:00'), backlog: 0, detail: null },
    readers: [{ id: 'door', name: 'Card reader', kind: 'card', state: 'ready' }],
    healed: null,
    diskLow: false,
    camera: null,
    panel: { name: 'closed' },
    simulator: null,
    ...change,
  };
}

type CardInput = Pick<ClassCard, 'courseTitle' | 'sectionName' | 'teacher' | 'enrolled'> & {
  readonly from: string;
  readonly to: string;
};

export function classCard(number: number, { from, to, ...card }: CardInput): ClassCard {
  return {
    ...card,
    sessionId: uuid(2, number) as SessionId,
    courseCode: `C${number}`,
    startsAt: at(from),
    endsAt: at(to),
  };
}

const okafor = 'Dr. A. Okafor';

export const academicWriting = classCard(1, {
  courseTitle: 'Academic Writing',
  sectionName: 'C',
  teacher: 'Prof. J. Lindgren',
  enrolled: 34,
  from: '08:00',
  to: '08:45',
});
export const linearAlgebra = classCard(2, {
  courseTitle: 'Linear Algebra II',
  sectionName: 'B',
  teacher: okafor,
  enrolled: 58,
  from: '09:00',
  to: '10:30',
});
export const thermodynamics = classCard(3, {
  courseTitle: 'Thermodynamics',
  sectionName: 'A',
  teacher: 'Dr. M. Ferreira',
  enrolled: 44,
  from: '11:00',
  to: '12:30',
});
export const databases = classCard(4, {
  courseTitle: 'Databases',
  sectionName: 'C',
  teacher: 'R. Chaudhry',
  enrolled: 62,
  from: '13:15',
  to: '14:45',
});
export const ethics = classCard(5, {
  courseTitle: 'Ethics Seminar',
  sectionName: 'A',
  teacher: 'Prof. S. Adeyemi',
  enrolled: 18,
  from: '15:00',
  to: '16:30',
});

/** A class whose every name is as long as names get. */
export const longNames = classCard(6, {
  courseTitle: 'Introduction to Computational Methods for Environmental Engineering and Hydrology',
  sectionName: 'Evening group for part-time students',
  teacher: 'Prof. Dr. Maria-Theresia Schulze-Lutterbeck-Wallenstein',
  enrolled: 300,
  from: '09:00',
  to: '10:30',
});

export const NAMES = [
  'Noor Haddad',
  'Tomás Villanueva-Reyes',
  'Wei Zhang',
  'Ifeoma Nwosu',
  'Lukas Brandt',
  'Amélie Rousseau',
  'נועה לוי',
  'محمد عبد الرحمن',
  'Jamie Lindqvist',
  'Priyanka Venkataraghavan-Subramaniam de Albuquerque',
  'O’Neill, Siobhán',
  '李小龍',
] as const;

export function nameOf(number: number): string {
  const name = NAMES[number % NAMES.length] ?? '';
  const round = Math.floor(number / NAMES.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}

type ArrivalInput = Partial<Arrival> & { readonly number: number; readonly time: string };

export function arrival({ number, time, ...change }: ArrivalInput): Arrival {
  return {
    personId: personId(number),
    name: nameOf(number),
    method: 'phone',
    at: at(time),
    status: 'P',
    provisional: false,
    ...change,
  };
}

export const arrivals: readonly Arrival[] = [
  arrival({ number: 0, time: '09:12', status: 'L' }),
  arrival({ number: 1, time: '09:04', method: 'card' }),
  arrival({ number: 2, time: '09:04', method: 'finger' }),
  arrival({ number: 3, time: '09:03' }),
  arrival({ number: 4, time: '09:03' }),
  arrival({ number: 5, time: '09:02', method: 'console' }),
  arrival({ number: 6, time: '09:02', method: 'card' }),
  arrival({ number: 7, time: '09:01', provisional: true }),
];

type AnswerInput = Partial<Answer> & Pick<Answer, 'kind' | 'at'>;

export function answer(input: AnswerInput): Answer {
  return {
    id: uuid(3, input.at % 2 ** 40) as EventId,
    until: (input.at + 4000) as EpochMs,
    name: 'Tomás Villanueva-Reyes',
    method: 'card',
    course: 'Linear Algebra II',
    room: null,
    minutes: null,
    ...input,
  };
}

/** A class list in which every third person has come and every seventh is late. */
export function roster(size: number): RosterLine[] {
  const status = (number: number): MarkStatus => {
    if (number % 7 === 3) return 'L';
    return number % 3 === 0 ? 'P' : '?';
  };
  return Array.from({ length: size }, (_, number) => ({
    personId: personId(number),
    name: nameOf(number),
    studentNumber: `2024${String(1000 + number)}`,
    status: number === 5 ? 'E' : status(number),
    byHand: number === 5,
  }));
}
