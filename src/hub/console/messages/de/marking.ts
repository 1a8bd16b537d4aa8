import type { MarkingWords } from '../en/marking.ts';

export const markingWords: MarkingWords = {
  marking: {
    title: 'Von Hand eintragen',
    nobodyTitle: 'Niemand ausgewählt',
    nobodyHelp:
      'Wählen Sie eine Zeile, um zu sehen, warum der Vermerk so ist, und um ihn zu ändern. Mit Umschalt oder Strg mehrere.',
    keys: {
      move: 'bewegen',
      choose: 'mehrere auswählen',
      mark: 'eintragen',
      search: 'suchen',
    },
    several: (number) => `${number} Personen ausgewählt`,
    mark: 'Eintragen als',
    reason: 'Grund',
    reasons: {
      'forgot-card': 'Karte vergessen',
      'reader-refused': 'Das Lesegerät las nicht',
      'seen-in-class': 'Im Raum gesehen',
      'left-early': 'Früher gegangen',
      excused: 'Entschuldigt',
      duty: 'Im Dienst',
      mistake: 'Ein Irrtum, berichtigt',
      other: 'Anderer Grund',
    },
    usualReason: 'Der übliche zum Vermerk',
    note: 'Notiz',
    noteHelp: 'Freiwillig. Steht getrennt vom Ledger und kann gelöscht werden.',
    takeBackHand: 'Vermerk von Hand zurücknehmen',
    done: (number, status) =>
      number === 1 ? `Eingetragen: ${status}.` : `${number} Personen eingetragen: ${status}.`,
    derived: 'Der Vermerk von Hand ist zurückgenommen.',
    undo: 'Zurücknehmen',
    noPerson:
      'Ihr Konto gehört zu keiner Person und kann nicht von Hand eintragen. Melden Sie sich als Lehrperson an.',
    locked: 'Das Register ist festgeschrieben. Nur eine genehmigte Korrektur ändert noch etwas.',
    cancelled: 'Die Veranstaltung fällt aus; es gibt nichts einzutragen.',
    clear: 'Auswahl aufheben',
    open: 'Zu dieser Person',
  },
};
