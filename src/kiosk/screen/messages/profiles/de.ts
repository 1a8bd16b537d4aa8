import type { PROFILES_EN } from './en.ts';

export const PROFILES_DE: typeof PROFILES_EN = {
  lead: 'Leser, die tippen, schreiben dieselbe Kartennummer auf viele Arten. Zwei bekannte Karten zeigen, auf welche dieser es tut.',
  first: 'Eine Karte an den Leser halten, die jemandem gehört',
  second: 'Jetzt eine zweite Karte, von jemand anderem',
  more: 'Bitte noch eine Karte: Es passen noch zwei Schreibweisen',
  reader: (name, profile) => `Leser „${name}“, eingestellt auf ${profile}`,
  card: (ending) => `…${ending}`,
  fits: (count) => (count === 1 ? 'passt zu einer Schreibweise' : `passt zu ${count} Schreibweisen`),
  unknown: (ending) => `Niemand hat die Karte, die auf ${ending} endet`,
  unknownHelp: 'Halten Sie eine andere Karte an den Leser, oder geben Sie die aufgedruckte Nummer ein.',
  number: 'Auf die Karte gedruckte Nummer',
  numberHelp: 'Die zehn Ziffern; oder em: oder hf: und die Hexziffern.',
  send: 'Diese Nummer nehmen',
  none: 'Keine Schreibweise passt zu beiden Karten',
  noneHelp:
    'Vielleicht wurde eine falsch gelesen oder ist nicht die, für die sie gehalten wird. Beginnen Sie mit zwei anderen von vorn.',
  found: 'Gefunden',
  foundAs: (profile, example) => `${profile}, zum Beispiel ${example}`,
  already: 'Der Leser ist bereits so eingestellt. Es ist nichts zu tun.',
  partial:
    'Dieser Leser lässt einen Teil der Nummer weg. Sehen die Karten zweier Personen für ihn gleich aus, werden beide um einen anderen Nachweis gebeten, und Karten können an ihm nicht ausgegeben werden.',
  use: 'Leser so einstellen',
  startOver: 'Von vorn beginnen',
};
