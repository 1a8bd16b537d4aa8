/** Marking by hand. */
export const markingWords = {
  marking: {
    title: 'Mark by hand',
    nobodyTitle: 'Nobody chosen',
    nobodyHelp:
      'Choose a row to see why the mark is what it is, and to change it. Shift or Ctrl chooses several.',
    keys: {
      move: 'move',
      choose: 'choose several',
      mark: 'mark',
      search: 'search',
    },
    several: (number: number) => `${number} people chosen`,
    mark: 'Mark as',
    reason: 'Reason',
    reasons: {
      'forgot-card': 'Forgot the card',
      'reader-refused': 'The reader refused',
      'seen-in-class': 'Seen in class',
      'left-early': 'Left early',
      excused: 'Excused',
      duty: 'On official duty',
      mistake: 'A mistake put right',
      other: 'Another reason',
    },
    usualReason: 'The usual one for the mark',
    note: 'Note',
    noteHelp: 'Optional. Kept apart from the ledger and can be erased.',
    takeBackHand: 'Take the mark by hand back',
    done: (number: number, status: string) =>
      number === 1 ? `Marked ${status.toLowerCase()}.` : `${number} people marked ${status.toLowerCase()}.`,
    derived: 'The mark by hand is taken back.',
    undo: 'Take back',
    noPerson: 'Your account belongs to no person, so it can’t mark by hand. Sign in as the teacher.',
    locked: 'The register is locked. Marks change only by an approved correction.',
    cancelled: 'The class was called off; there is nothing to mark.',
    clear: 'Choose nobody',
    open: 'About this student',
  },
};

export type MarkingWords = typeof markingWords;
