/** The room whose kiosk the demo is shown on. */
export const DEMO_ROOM = 'B-204';

export const ROOMS = [DEMO_ROOM, 'C-110', 'A-012', 'D-301'] as const;
export type DemoRoom = (typeof ROOMS)[number];

export const COURSES = [
  { code: 'CS 201', title: 'Data Structures' },
  { code: 'MA 105', title: 'Linear Algebra' },
  { code: 'PH 110', title: 'Waves and Optics' },
] as const;

export const FACULTY = [
  { username: 'a.okafor', given: 'Amara', family: 'Okafor', name: 'Dr Amara Okafor' },
  { username: 'j.ibanez', given: 'José Luis', family: 'Ibáñez', name: 'Prof. José Luis Ibáñez' },
  { username: 'm.chen', given: 'Mei-Ling', family: 'Chen', name: 'Dr Mei-Ling Chen 陳美玲' },
  { username: 'y.demirtas', given: 'Yusuf', family: 'Demirtaş', name: 'Dr Yusuf Demirtaş' },
] as const;
export type DemoTeacher = (typeof FACULTY)[number]['username'];

export type DemoSection = {
  readonly key: string;
  readonly course: (typeof COURSES)[number]['code'];
  readonly name: string;
  /** The main one first. */
  readonly teachers: readonly DemoTeacher[];
  /** Places in the list of students: from inclusive, to exclusive. */
  readonly students: readonly (readonly [from: number, to: number])[];
};

// Sections that meet at the same time share neither students nor teachers: those of one course, CS A with MA B,
// CS B with MA A, and PH with either MA.
export const SECTIONS = [
  {
    key: 'cs-a',
    course: 'CS 201',
    name: 'Section A',
    teachers: ['a.okafor', 'j.ibanez'],
    students: [[0, 40]],
  },
  { key: 'cs-b', course: 'CS 201', name: 'Section B', teachers: ['a.okafor'], students: [[40, 78]] },
  {
    key: 'ma-a',
    course: 'MA 105',
    name: 'Section A',
    teachers: ['j.ibanez'],
    students: [
      [0, 20],
      [78, 98],
    ],
  },
  {
    key: 'ma-b',
    course: 'MA 105',
    name: 'Section B',
    teachers: ['m.chen'],
    students: [
      [40, 58],
      [98, 120],
    ],
  },
  {
    key: 'ph-a',
    course: 'PH 110',
    name: 'Section A',
    teachers: ['y.demirtas'],
    students: [
      [20, 40],
      [58, 78],
    ],
  },
] as const satisfies readonly DemoSection[];
export type SectionKey = (typeof SECTIONS)[number]['key'];

/** Places in the list of students of those in a section. */
export function studentsIn({ students }: DemoSection): readonly number[] {
  return students.flatMap(([from, to]) => Array.from({ length: to - from }, (_, place) => from + place));
}
