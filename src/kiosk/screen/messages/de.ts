import { pluralIn } from '#ui/language/plural-in.ts';
import { CARDS_DE } from './cards/de.ts';
import { DEVICES_DE } from './devices/de.ts';
import type { ScreenMessages } from './en.ts';
import { FINGERS_DE } from './fingers/de.ts';
import { PROFILES_DE } from './profiles/de.ts';

const plural = pluralIn('de');

const minutes = (count: number): string => `${count} ${plural(count, { one: 'Minute', other: 'Minuten' })}`;
const people = (count: number): string => `${count} ${plural(count, { one: 'Person', other: 'Personen' })}`;

/** `in 8 Minuten`, `in 1 Std. 20 Min.`; weniger als eine Minute ist `jetzt`. */
function inMinutes(count: number): string {
  if (count <= 0) return 'jetzt';
  if (count < 60) return `in ${minutes(count)}`;
  const rest = count % 60;
  return rest === 0 ? `in ${count / 60} Std.` : `in ${Math.floor(count / 60)} Std. ${rest} Min.`;
}

export const de: ScreenMessages = {
  common: {
    section: (name) => (name.length > 4 ? name : `Gruppe ${name}`),
    room: (name) => `Raum ${name}`,
    cancel: 'Abbrechen',
    close: 'Schließen',
    of: (total) => `von ${total}`,
    here: 'da',
    enrolled: (count) => `${count} eingeschrieben`,
    details: 'Was gerade geschah',
  },
  foot: {
    label: 'Zustand dieses Terminals',
    saved: 'Hier und im Hub gesichert',
    sending: (count) => `Hier gesichert, sendet ${count}`,
    connecting: 'Hier gesichert, noch kein Hub',
    offline: 'Hier gesichert, Hub offline',
    offlineWaiting: (count) => `Hier gesichert, ${count} warten`,
    refused: 'Hier gesichert, vom Hub abgelehnt',
    notConnected: 'Noch mit keinem Hub verbunden',
    noReader: 'Kein Kartenleser',
    readerReady: (name) => `${name} bereit`,
    readersReady: (count) => `${count} Leser bereit`,
    readerAbsent: (name) => `${name} abgezogen`,
    cameraAbsent: (name) => `${name} nicht verfügbar`,
    readerQuiet: (name) => `${name} stumm`,
    clockUncertain: 'Uhr länger nicht geprüft',
    diskLow: 'Platte fast voll',
    healed: (lost, mayBeMore) => {
      if (lost > 0) return `Selbst repariert, ${mayBeMore ? 'mind. ' : ''}${lost} verloren`;
      return mayBeMore ? 'Selbst repariert, Listen prüfen' : 'Selbst repariert, nichts verloren';
    },
    healedNote: (when, lost, mayBeMore) => {
      const what = `${when}: Aufzeichnungen waren beschädigt, das Terminal hat sie repariert.`;
      if (lost === 0 && !mayBeMore) return `${what} Nichts ging verloren.`;
      const count = `${mayBeMore ? 'Mindestens ' : ''}${lost} ${lost === 1 ? 'Eintrag konnte' : 'Einträge konnten'}`;
      const loss = lost === 0 ? 'Die letzten fehlen vielleicht' : `${count} nicht gerettet werden`;
      return `${what} ${loss}: bitte die Listen davor prüfen.`;
    },
    settings: 'Einstellungen',
    simulator: 'Simulator',
    controls: 'Lehre',
    controlsLabel: 'Lehre: Bedienung dieser Veranstaltung',
  },
  ready: {
    nextNow: 'Läuft jetzt',
    next: (count) => `Als Nächstes, ${inMinutes(count)}`,
    nextAt: (time) => `Als Nächstes, um ${time}`,
    nothingMore: 'Heute hier keine Veranstaltung mehr',
    open: 'Lehrende: Karte vorhalten oder hier für PIN tippen',
    notYet: 'Lehrende können kurz vor Beginn öffnen.',
    noted: (count) =>
      `${people(count)} vorgemerkt. ${plural(count, { one: 'Sie zählt', other: 'Sie zählen' })}, sobald geöffnet wird.`,
    today: 'Heute in diesem Raum',
    todayEmpty: 'Heute ist hier nichts geplant.',
    earlier: (count) => `${count} frühere`,
    more: (count) => `und ${count} weitere`,
    state: {
      later: (enrolled) => `${enrolled} eingeschrieben`,
      next: (enrolled) => `${enrolled} eingeschrieben`,
      now: (enrolled, here) => `${here} von ${enrolled} da`,
      done: (enrolled, here) => `${here} von ${enrolled} waren da`,
      'not-held': () => 'Nicht stattgefunden',
      cancelled: () => 'Fällt aus',
    },
  },
  unlock: {
    heading: 'Wer unterrichtet?',
    headingControls: 'Bedienung für Lehrende',
    choose: 'Namen wählen, dann PIN eingeben.',
    chooseControls: 'Namen wählen und PIN eingeben, oder Karte vorhalten.',
    noFaculty:
      'Für diese Veranstaltung sind keine Lehrenden eingetragen. Eine Lehrendenkarte öffnet sie trotzdem.',
    cardOnly: 'Nur Karte',
    notYou: 'Jemand anderes',
    pin: 'PIN',
    pinEntered: (count) => `${count} ${plural(count, { one: 'Ziffer', other: 'Ziffern' })} eingegeben`,
    deleteDigit: 'Letzte Ziffer löschen',
    enter: 'Eingeben',
    checking: 'Wird geprüft …',
    wrong: (left) =>
      left === 0
        ? 'Diese PIN ist falsch.'
        : `Diese PIN ist falsch. Noch ${left} ${plural(left, { one: 'Versuch', other: 'Versuche' })}.`,
    lockedOut: 'Zu viele falsche PINs',
    lockedOutHelp: (left) => `Neuer Versuch in ${left}. Ihre Karte geht sofort.`,
    cardTitle: 'Oder Karte vorhalten',
    cardHelp: 'Eine Lehrendenkarte öffnet sofort, ohne PIN.',
    opening: 'Wird geöffnet',
    backSoon: (left) => `Zurück zum Anfang in ${left} s`,
  },
  session: {
    code: 'Raumcode. Zum Einchecken mit der Kamera des Telefons scannen.',
    codeHidden: 'Der Code ist verborgen',
    codeHiddenHelp: 'Karten zählen weiter. Die Lehrenden können den Code wieder zeigen.',
    typed: 'Keine Kamera? Eingeben auf',
    present: 'anwesend',
    late: 'verspätet',
    notYet: 'noch nicht',
    excused: 'entschuldigt',
    onTimeUntil: (time) => `Pünktlich bis ${time}`,
    lateUntil: (time) => `Verspätet bis ${time}`,
    tooLate: 'Zu spät',
    closesAt: (time) => `Schließt um ${time}`,
    closesIn: (left) => `Schließt in ${left}`,
    closing: 'Schließt …',
    arrivals: 'Angekommene, neueste zuerst',
    nobodyYet: 'Noch niemand. Code scannen oder Karte an den Leser halten.',
    provisional: 'noch zu bestätigen',
  },
  camera: {
    on: 'Kamera an',
    how: 'Den Pass auf dem Telefon davor halten',
    mirror: 'Was die Kamera sieht',
    light: 'Die Kamera ist an',
  },
  answer: {
    at: (time, course) => `${time} · ${course}`,
    present: 'Anwesend',
    late: 'Verspätet',
    lateBy: (count) => `${minutes(count)} nach Beginn`,
    afterCutOff: 'Zu spät',
    afterCutOffHelp: 'Aufgezeichnet, zählt aber nicht von selbst. Bitte die Lehrenden ansprechen.',
    noted: 'Vorgemerkt',
    notedHelp: 'Die Veranstaltung ist noch nicht offen. Dies zählt, sobald sie geöffnet wird.',
    alreadyRecorded: 'Schon erfasst',
    alreadyRecordedHelp: (count) =>
      count < 1
        ? 'Gerade eben. Einmal genügt.'
        : `Vor ${count} ${plural(count, { one: 'Minute', other: 'Minuten' })}. Einmal genügt.`,
    notEnrolled: 'Nicht in dieser Gruppe',
    notEnrolledHelp: 'Nicht auf der Liste. Bitte die Lehrenden ansprechen.',
    wrongRoom: 'Nicht in dieser Gruppe',
    wrongRoomHelp: (room) => `Ihre Veranstaltung ist in ${room}.`,
    wrongRoomUnknown: 'Ihre Veranstaltung ist in einem anderen Raum.',
    unknownCard: 'Karte unbekannt',
    unknownCardHelp: 'Aufgezeichnet. Bitte von Hand eintragen lassen und die Karte im Büro melden.',
    unknownPass: 'Pass unbekannt',
    unknownFinger: 'Nicht erkannt',
    unknownFingerHelp: 'Finger abheben und flach auf die Mitte des Glases legen. Oder die Karte benutzen.',
    unknownPassHelp:
      'Dieser Raum kennt dieses Telefon nicht. Den Raum auf dem Telefon prüfen oder die Karte vorhalten.',
    expiredPass: 'Pass zu alt',
    expiredPassHelp: 'Den Pass selbst zeigen, kein Bild davon: auf dem Telefon neu öffnen.',
    newPhone: 'Neues Telefon',
    newPhoneHelp: 'Einmal die Karte vorhalten, dann gilt auch der Pass dieses Telefons.',
    ambiguousCard: 'Karte nicht eindeutig',
    ambiguousCardHelp:
      'Hier sehen die Karten mehrerer Personen so aus. Es ist notiert; bitte von Hand eintragen lassen.',
    noSession: 'Gerade nichts',
    noSessionHelp: 'In diesem Raum ist im Moment keine Veranstaltung.',
    faculty: 'Willkommen',
    facultyHelp: 'Karte angenommen.',
  },
  controls: {
    title: 'Bedienung für Lehrende',
    hideCode: 'Code verbergen',
    showCode: 'Code zeigen',
    extend: 'Verlängern',
    extendBy: (count) => `+${count} Min.`,
    end: 'Beenden',
    endQuestion: 'Anwesenheit jetzt beenden?',
    endHelp: 'Wer danach kommt, zählt nicht. Es lässt sich kurz zurücknehmen.',
    endYes: 'Ja, beenden',
    endNo: 'Offen lassen',
    markByHand: 'Von Hand eintragen',
    search: 'Name oder Nummer',
    clearSearch: 'Suche leeren',
    notYet: (count) => `Noch nicht ${count}`,
    everyone: (count) => `Alle ${count}`,
    nobodyFound: 'Niemand auf der Liste passt.',
    everyoneHere: 'Alle sind eingetragen.',
    byHand: 'von Hand',
    takeBack: 'Zurücknehmen',
    markAs: (name) => `${name} eintragen als`,
    toCheck: (count) => `${people(count)} im Hub zu prüfen`,
  },
  summary: {
    closedAt: (time) => `Anwesenheit um ${time} geschlossen`,
    takeBack: 'Zurücknehmen',
    takeBackHelp: (left) => `Noch ${left} s lang können Sie wieder öffnen.`,
    done: 'Fertig',
    nextSteps: 'Wie es weitergeht',
    saved: 'Alles ist hier und im Hub gespeichert.',
    savedLocally: 'Alles ist hier gespeichert. Der Hub bekommt es, sobald er erreichbar ist.',
    absences: 'Fehlende stehen erst fest, wenn der Hub von jedem beteiligten Terminal gehört hat.',
    corrections: 'Einträge lassen sich in der Konsole ändern, bis sie gesperrt werden.',
    toCheck: (count) =>
      `${count} ${plural(count, { one: 'Berührung konnte', other: 'Berührungen konnten' })} nicht zugeordnet werden; das Büro sieht sie.`,
  },
  enrol: {
    title: 'Terminal verbinden',
    lead: 'Adresse Ihres Hubs und einmaligen Code eingeben.',
    hub: 'Adresse des Hubs',
    hubExample: 'https://muster.example.edu',
    code: 'Einmaliger Code',
    connect: 'Verbinden',
    connecting: 'Verbindet …',
    stepsTitle: 'Woher der Code kommt',
    steps: [
      'In der Konsole Ihres Hubs anmelden.',
      'Terminals öffnen, den Raum wählen und einen Code erstellen.',
      'Hier eingeben. Er gilt einmal und nur kurze Zeit.',
    ],
    keyboard: 'Bildschirmtastatur',
    backspace: 'Löschen',
    space: 'Leertaste',
    hideKeyboard: 'Tastatur verbergen',
  },
  outOfOrder: {
    title: 'Außer Betrieb',
    students: 'Bitte den Lehrenden sagen; sie können auf Papier oder in der Konsole eintragen.',
    forAdministrator: 'Für die Administration',
    reason: {
      'ledger-damaged':
        'Die Aufzeichnung dieses Terminals ist beschädigt. Nichts Neues wird geschrieben, damit nichts verloren geht.',
      'ledger-from-the-future': 'Die Aufzeichnung stammt von einer neueren Version von Muster.',
      'disk-failed': 'Der Datenträger dieses Terminals lässt sich nicht beschreiben.',
      'disk-full': 'Der Datenträger dieses Terminals ist voll.',
      'engine-stopped': 'Das Programm hinter diesem Bildschirm ist stehen geblieben.',
      'already-running': 'Auf diesem Gerät läuft schon ein Muster.',
    },
  },
  moment: {
    title: 'Einen Moment',
    help: 'Der Bildschirm wartet auf das Programm des Terminals. Es geht von selbst weiter.',
    mismatch:
      'Bildschirm und Programm haben verschiedene Versionen. Bleibt das so, starten Sie das Terminal neu.',
  },
  settings: {
    title: 'Einstellungen',
    theme: 'Darstellung',
    themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    sound: 'Ton',
    muted: 'Stumm',
    volume: 'Lautstärke',
    hear: 'Anhören',
    sounds: { accepted: 'Anwesend', late: 'Verspätet', refused: 'Abgelehnt' },
    kiosk: 'Terminal',
    openPanel: 'Geräte und Anlernen',
  },
  cards: CARDS_DE,
  profiles: PROFILES_DE,
  fingers: FINGERS_DE,
  panel: {
    title: 'Dieses Terminal betreuen',
    choose: 'Wählen Sie Ihren Namen und geben Sie dann Ihre PIN ein.',
    nobody:
      'Noch hat niemand eine PIN dafür. Geben Sie in der Konsole unter „Konten“ einer Administratorin oder einem Administrator eine; kurz darauf ist sie hier.',
    back: 'Zurück zur Liste',
    pages: {
      profiles: {
        title: 'Wie ein Leser Karten schreibt',
        help: 'Mit zwei bekannten Karten herausfinden und den Leser so einstellen.',
      },
      cards: { title: 'Karten', help: 'Jemandem eine Karte geben oder wegnehmen.' },
      fingers: { title: 'Finger', help: 'Einen Finger anmelden oder vergessen lassen.' },
      devices: {
        title: 'Leser',
        help: 'Was angeschlossen ist und wie es ihm geht; ausprobieren, hinzufügen, benennen.',
      },
    },
  },
  devices: DEVICES_DE,
  simulator: {
    title: 'Simulator',
    cards: 'Karte vorhalten',
    pins: 'PINs',
    unplug: 'Leser abziehen',
    replug: 'Leser anstecken',
  },
};
