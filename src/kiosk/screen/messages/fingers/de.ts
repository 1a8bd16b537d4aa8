import type { FINGERS_EN } from './en.ts';

export const FINGERS_DE: typeof FINGERS_EN = {
  whose: 'Wessen Finger?',
  lead: 'Eine Person auswählen. Sie liest, was gespeichert wird, stimmt zu und berührt den Leser zweimal.',
  noReader: 'Kein Fingerabdruckleser antwortet. Unter „Leser“ steht, was ihm fehlt.',
  removed: (name) => `Die Finger von ${name} sind vergessen.`,
  unnamed: 'Jemand, der in keiner Veranstaltung dieses Raums mehr ist',
  standing: { none: 'kein Finger', enrolled: 'angemeldet', again: 'muss neu angemeldet werden' },
  without: (count) => `Anzumelden (${count})`,
  everyone: (count) => `Alle (${count})`,
  everyoneHasOne: 'Hier haben alle einen Finger angemeldet.',
  enrol: 'Finger anmelden',
  enrolAnother: 'Weiteren Finger anmelden',
  forget: 'Finger vergessen',
  consent: {
    lead: 'Bitte selbst lesen und entscheiden.',
    points: [
      'Der Leser behält ein Muster des Fingers, kein Bild. Es bleibt im Leser; dieses Gerät liest es nie aus und sendet es nirgendwohin.',
      'Dieses Gerät speichert verschlüsselt, welches Muster Ihres ist, um Ihre Anwesenheit bei einer Berührung zu erfassen.',
      'Sie müssen nicht. Karte und Handy funktionieren weiter, und niemand darf Sie deshalb anders behandeln.',
      'Sie können es jederzeit hier vergessen lassen, durch Ihre Lehrperson oder die Verwaltung. Auch wenn Sie gehen, wird es vergessen.',
      'Dass Sie zugestimmt haben, wann, und wer dabei war, wird festgehalten.',
    ],
    agree: 'Ich stimme zu',
    agreeAt: (reader) => `Ich stimme zu (${reader})`,
    decline: 'Ich stimme nicht zu',
  },
  touches: (count) => `${count} von 2 Berührungen`,
  now: {
    wait: 'Einen Moment',
    lift: 'Finger abheben',
    'first-touch': 'Leser berühren',
    'second-touch': 'Noch einmal berühren',
  },
  nowHelp: {
    wait: 'Der Leser macht sich bereit.',
    lift: 'Ganz vom Glas nehmen.',
    'first-touch': 'Einen Finger flach auf die Mitte des Glases legen und liegen lassen.',
    'second-touch': 'Denselben Finger, genauso aufgelegt.',
  },
  advice: {
    'too-dry': 'Der Finger ist zu trocken. Anhauchen oder an der Handfläche reiben, dann noch einmal.',
    'too-wet': 'Der Finger ist zu feucht. Abtrocknen, das Glas abwischen, dann noch einmal.',
    unclear: 'Das Bild war verwischt. Das Glas abwischen und etwas fester drücken.',
    'too-small': 'Zu wenig vom Finger lag auf dem Glas. Flach auflegen, nicht mit der Spitze.',
    moved: 'Der Finger hat sich bewegt. Still halten, bis er abgehoben werden soll.',
    different:
      'Die beiden Berührungen passten nicht zusammen. Denselben Finger genauso auflegen: noch einmal von vorn.',
  },
  stop: 'Abbrechen',
  enrolled: (name) => `${name} ist angemeldet`,
  enrolledHelp: 'Von jetzt an genügt eine Berührung mit diesem Finger.',
  knownOwn: (name) => `${name} ist schon angemeldet`,
  knownOwnHelp: 'Dieser Finger wurde früher angemeldet. Es musste nichts geändert werden.',
  knownOther: 'Dieser Finger gehört jemand anderem',
  knownOtherHelp: (whose) =>
    `Er ist für ${whose} angemeldet. Niemand kann unter zwei Namen angemeldet sein: Dort zuerst vergessen lassen oder einen anderen Finger nehmen.`,
  knownSomebody:
    'Er ist für jemanden aus einer anderen Veranstaltung angemeldet. Niemand kann unter zwei Namen angemeldet sein: Die Verwaltung kann ihn dort vergessen lassen.',
  failed: {
    'nobody-came': {
      title: 'Keine Berührung',
      help: 'Nichts wurde gespeichert. Noch einmal versuchen, wenn der Finger bereit ist.',
    },
    cancelled: { title: 'Abgebrochen', help: 'Nichts wurde gespeichert.' },
    'too-many-tries': {
      title: 'Mit diesem Finger geht es nicht',
      help: 'Nichts wurde gespeichert. Das Glas abwischen und einen anderen Finger nehmen, am besten Daumen oder Zeigefinger.',
    },
    full: {
      title: 'Der Leser ist voll',
      help: 'Er kann keine weiteren Finger behalten. Finger vergessen lassen, die niemand mehr braucht.',
    },
    'sensor-failed': {
      title: 'Der Leser antwortet nicht',
      help: 'Nichts wurde gespeichert. Das Kabel prüfen und unter „Leser“ nachsehen.',
    },
    'not-kept': {
      title: 'Es konnte nicht gespeichert werden',
      help: 'Dieses Gerät kann gerade nicht schreiben; der Finger wurde wieder vergessen. Der Bildschirm zeigt, was fehlt.',
    },
  },
  tryAgain: 'Noch einmal',
  next: 'Zurück zur Liste',
  forgetWhose: (name) => `Die Finger von ${name} vergessen?`,
  forgetHelp:
    'Der Leser vergisst sie sofort, oder sobald er verbunden ist. Um wieder einen Finger zu benutzen, muss er neu angemeldet werden.',
  keep: 'Behalten',
};
