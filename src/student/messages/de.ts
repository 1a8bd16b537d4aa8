import { pluralIn } from '#ui/language/plural-in.ts';
import type { StudentMessages } from './en.ts';

const plural = pluralIn('de');

const minutes = (count: number): string =>
  `${count}\u00a0${plural(count, { one: 'Minute', other: 'Minuten' })}`;

const UNTIL = 'Bis dahin: Karte ans Lesegerät halten, oder die Lehrperson bitten, dich von Hand einzutragen.';

export const de: StudentMessages = {
  common: {
    title: 'Anmeldung',
    section: (name) => (/^(section|gruppe)\b/i.test(name) ? name : `Gruppe ${name}`),
    room: (name) => `Raum ${name}`,
    home: 'Fertig',
    back: 'Zurück',
    scan: 'Code scannen',
    scanAnother: 'Weiteren Code scannen',
    tryAgain: 'Noch einmal versuchen',
    with: 'Bei',
    time: 'Zeit',
    roomLabel: 'Raum',
    language: 'Sprache',
  },
  starting: 'Einen Moment',
  unusable: {
    insecure: {
      title: 'Diese Adresse ist nicht sicher',
      help: 'Browser erlauben einer Seite Kamera und Schlüssel nur über https. Öffne die Adresse, die mit https beginnt, oder frag deine Lehrperson danach.',
      until: UNTIL,
    },
    'no-storage': {
      title: 'Dieser Browser merkt sich nichts',
      help: 'In privaten Fenstern kann ein Telefon nicht wiedererkannt werden. Öffne die Seite in einem gewöhnlichen Fenster.',
      until: UNTIL,
    },
    'no-keys': {
      title: 'Dieser Browser ist zu alt',
      help: 'Er kann den Schlüssel nicht erzeugen, der für dich steht. Aktualisiere ihn oder nimm einen anderen.',
      until: UNTIL,
    },
  },
  confirm: {
    lead: 'Anmelden bei',
    unknownTitle: (room) => (room === null ? 'dieser Veranstaltung' : `Raum ${room}`),
    unknown:
      'Das Gerät in diesem Raum hat gerade kein Netz. Du wirst sofort erfasst; die Veranstaltung wird bestätigt, sobald es wieder da ist.',
    act: 'Anmelden',
    acting: 'Wird angemeldet …',
    firstSignIn: 'Vorher richtest du dieses Telefon einmal ein.',
  },
  signIn: {
    title: 'Dieses Telefon wird deins',
    andThen: (course) => `Danach bist du bei ${course} angemeldet.`,
    andThenUnknown: 'Danach bist du angemeldet.',
    why: {
      first: 'Nur einmal. Danach steht dieses Telefon für dich und für niemand anderen.',
      'device-unknown': 'Der Hub kennt dieses Telefon nicht. Richte es mit einem neuen Code ein.',
      'device-replaced':
        'Du hast ein anderes Telefon eingerichtet, und das gilt jetzt. Für dieses hier brauchst du einen neuen Code. Wenn du das nicht warst, sag es deiner Lehrperson.',
    },
    number: 'Matrikelnummer',
    code: 'Einmal-Code',
    codeHelp: 'Von deiner Lehrperson oder vom Sekretariat. Er gilt einmal.',
    act: 'Einrichten',
    acting: 'Wird eingerichtet …',
    facts: [
      'Kein Passwort. Auf diesem Telefon entsteht ein Schlüssel, der es nicht verlassen kann.',
      'Ein Telefon pro Person: Ein anderes tritt an die Stelle von diesem.',
    ],
  },
  scan: {
    title: 'Scanne den Code auf der Anzeige',
    starting: 'Kamera wird gestartet …',
    looking: 'Auf den Code richten. Er wird von selbst gelesen.',
    hints: {
      'keep-still': 'Der Code wechselt alle paar Sekunden. Geh näher heran und halt das Telefon ruhig.',
      'not-a-check-in': 'Das ist ein Code, aber keiner zum Anmelden.',
      'other-hub': 'Dieser Code gehört einer anderen Einrichtung. Es wurde nichts gesendet.',
      wrong: 'Dieser Code ist keiner von uns. Scanne den auf der Anzeige im Raum.',
      'too-many': 'Zu viele falsche Codes aus diesem Netz. Scanne den auf der Anzeige im Raum.',
      'link-expired': 'Dieser Code hatte schon gewechselt. Scanne den, der jetzt gezeigt wird.',
      'took-too-long': 'Das hat zu lange gedauert. Scanne den Code noch einmal.',
    },
    torch: 'Licht',
    type: 'Ziffern eintippen',
    close: 'Scanner schließen',
    picture: 'Was die Kamera sieht',
    camera: {
      refused: {
        title: 'Die Kamera ist nicht erlaubt',
        help: 'Erlaube sie für diese Seite in den Einstellungen des Browsers (das Zeichen neben der Adresse) und versuch es noch einmal.',
      },
      missing: {
        title: 'Keine Kamera gefunden',
        help: 'Du kannst stattdessen die acht Ziffern unter dem Code eintippen.',
      },
      busy: {
        title: 'Die Kamera wird schon benutzt',
        help: 'Schließ die andere App, die sie benutzt, und versuch es noch einmal.',
      },
      failed: {
        title: 'Die Kamera ging nicht an',
        help: 'Versuch es noch einmal, oder tipp die acht Ziffern unter dem Code ein.',
      },
    },
  },
  typing: {
    title: 'Die acht Ziffern eintippen',
    help: 'Sie stehen unter dem Code auf der Anzeige und wechseln alle zehn Sekunden. Die gerade vergangenen gelten noch.',
    label: 'Acht Ziffern',
    act: 'Anmelden',
    acting: 'Wird geprüft …',
    scan: 'Lieber die Kamera benutzen',
  },
  sending: {
    title: 'Wird angemeldet …',
    kept: 'Auf diesem Telefon aufgehoben, noch nicht bestätigt',
    keptHelp:
      'Der Hub ist gerade nicht zu erreichen. Deine Anmeldung geht von selbst hinaus, sobald es geht; du kannst die Seite schließen und später wieder öffnen.',
  },
  answered: {
    present: 'Du bist dabei',
    late: (count) =>
      count < 1 ? 'Du bist dabei, verspätet' : `Du bist dabei, ${minutes(count)}\u00a0zu\u00a0spät`,
    tooLate: 'Erfasst, aber zu spät, um zu zählen',
    tooLateHelp: (time) =>
      `Nach ${time} zählt eine Ankunft nicht von selbst. Deine Lehrperson kann anders entscheiden.`,
    noted: 'Vorgemerkt',
    notedHelp: 'Es zählt, sobald deine Lehrperson die Veranstaltung öffnet.',
    byHand: (status) => `Dein Eintrag: ${status}`,
    already: 'Du warst schon angemeldet',
    provisional: 'Erfasst, noch zu bestätigen',
    because: {
      'opening-unknown':
        'Das Gerät im Raum hat gerade kein Netz. Sobald es wieder da ist, kommt diese Anmeldung von selbst zu ihrer Veranstaltung. Diese Seite sagt es dir.',
      'new-device':
        'Dieses Telefon hat vor Kurzem ein anderes abgelöst. Halt einmal deine Karte ans Lesegerät oder warte einen Tag, dann zählt es wie zuvor.',
      'shared-device':
        'Mit diesem Telefon wurde hier schon jemand anderes angemeldet. Deine Lehrperson muss dich bestätigen.',
      kept: 'Die Anmeldung kam an, als der Code schon gewechselt hatte. Deine Lehrperson sieht das und kann dich bestätigen.',
    },
    notEnrolled: 'Nicht in dieser Veranstaltung',
    notEnrolledHelp: (course) => `Du bist bei ${course} nicht eingeschrieben.`,
    elsewhere: 'Deine Veranstaltung',
    noElsewhere: 'Du hast heute keine andere Veranstaltung.',
    mistake:
      'Wenn das nicht stimmt, sag es deiner Lehrperson: Dieser Scan ist aufgehoben und zählt, sobald du eingeschrieben bist.',
    notOpen: {
      'too-early': (time) => (time === null ? 'Noch nicht offen' : `Noch nicht offen: ab ${time}`),
      closed: (time) => (time === null ? 'Geschlossen' : `Seit ${time} geschlossen`),
      ended: (time) => (time === null ? 'Beendet' : `Um ${time} beendet`),
      cancelled: () => 'Fällt aus',
    },
    notOpenHelp: 'Dein Scan ist aufgehoben. Wenn du da warst, bitte deine Lehrperson, dich einzutragen.',
    recorded: 'Erfasst',
    arrived: 'Gekommen',
    status: 'Status',
    after: (status, time) => `${status} (nach ${time})`,
    until: (status, time) => `${status} (bis ${time})`,
    method: (status, method) => `${status}, ${method}`,
    receipt: 'Beleg',
    receiptKept: 'Beleg aufgehoben',
  },
  refused: {
    title: 'Nicht erfasst',
    unreachable: 'Der Hub ist nicht zu erreichen.',
  },
  problem: {
    unreachable: 'Der Hub ist nicht zu erreichen. Prüf das Netz und versuch es noch einmal.',
    hub: {
      'code-wrong':
        'Dieser Code und diese Nummer gehören nicht zusammen. Prüf beide, oder bitte um einen neuen Code.',
      'code-used': 'Dieser Code wurde schon benutzt, und jeder gilt einmal. Bitte um einen neuen.',
      'code-expired': 'Dieser Code ist abgelaufen. Bitte um einen neuen.',
      'disk-full':
        'Der Hub hat keinen Platz mehr und kann gerade nichts erfassen. Versuch es später noch einmal.',
      'too-many-requests': 'Zu viele Versuche. Warte eine Minute und versuch es noch einmal.',
      'request-stale': 'Die Uhr dieses Telefons geht falsch. Stell sie und versuch es noch einmal.',
      'kept-too-late':
        'Diese Anmeldung hat zu lange gewartet, um noch zu gelten. Bitte deine Lehrperson, dich von Hand einzutragen.',
      'kept-not-allowed':
        'Dieses Telefon darf nicht nachträglich anmelden. Bitte deine Lehrperson, dich von Hand einzutragen.',
    },
    digits: 'Das sind nicht die Ziffern einer deiner Veranstaltungen. Sie wechseln alle zehn Sekunden.',
  },
  standing: {
    soFar: (percent) => `${percent} bisher`,
    nothingYet: 'Noch nichts gezählt',
    needed: (percent) => `${percent} % nötig`,
    mayMiss: (count) => (count === 0 ? 'keine mehr verpassbar' : `noch ${count} verpassbar`),
    verdict: {
      eligible: 'Auf Kurs',
      condonable: 'Unter der Grenze',
      'not-eligible': 'Zu niedrig',
      'too-early': 'Noch zu früh',
    },
    label: (percent, needed) => `Anwesenheit ${percent}, ${needed} % nötig`,
    percent: (text) => `${text.replace(/\.00$/, '').replace('.', ',')} %`,
  },
  pass: {
    title: 'Dein Pass',
    code: 'Dein Pass als Code für die Kamera an der Anzeige',
    help: 'Halte ihn etwa 30 cm vor die Kamera an der Anzeige des Raums. Er gilt auch ohne Netz.',
    unconfirmed: 'Dieses Telefon ist neu. Halte einmal deine Karte an einen Leser, dann gilt auch sein Pass.',
    bright: 'Wird er nicht gelesen? Stell die Helligkeit höher und halte still.',
    none: 'Dieses Telefon muss einmal den Hub erreichen, bevor es einen Pass zeigen kann.',
  },
  home: {
    showPass: 'Mein Pass',
    hello: (name) => `Hallo, ${name}`,
    today: 'Heute',
    nothingToday: 'Heute keine Veranstaltungen.',
    state: {
      later: 'Später',
      'doors-open': 'Öffnet gleich',
      open: 'Jetzt offen',
      over: 'Vorbei',
      cancelled: 'Fällt aus',
      'not-held': 'Nicht gehalten',
    },
    provisional: 'Zu bestätigen',
    courses: 'Deine Anwesenheit',
    noCourses: 'Du bist noch nirgends eingeschrieben.',
    receipts: 'Belege',
    noReceipts: 'Hier liegen die Belege deiner Anmeldungen.',
    waiting: (count) =>
      `${count} ${plural(count, { one: 'Anmeldung', other: 'Anmeldungen' })} auf diesem Telefon aufgehoben, noch nicht bestätigt`,
    old: 'Stand von zuletzt: Der Hub ist gerade nicht zu erreichen.',
    unconfirmed:
      'Dieses Telefon ist hier neu. Bis du einmal deine Karte ans Lesegerät hältst oder ein Tag vergangen ist, sind deine Anmeldungen zu bestätigen.',
    onlineOnly:
      'Diese Seite öffnet sich nur mit Netz: Der Browser hebt keine Seiten auf, oder er vertraut dem Zertifikat des Hubs nicht.',
    copy: 'Signierten Beleg kopieren',
    copied: 'Kopiert',
  },
};
