import type { CARDS_EN } from './en.ts';

export const CARDS_DE: typeof CARDS_EN = {
  hold: 'Karte an den Leser halten',
  holdHelp:
    'Danach wählen Sie, wem sie gehört. Auch um jemandem eine Karte wegzunehmen, halten Sie sie an den Leser.',
  given: (name) => `${name} hat jetzt diese Karte`,
  givenHelp: 'Sie gilt hier sofort und an allen anderen Terminals, sobald der Hub davon weiß.',
  taken: (name) => `Diese Karte gehört nicht mehr ${name}`,
  takenHelp: 'Sie kann jetzt jemand anderem gegeben werden.',
  next: 'Als Nächstes: eine weitere Karte an den Leser halten.',
  whose: 'Wessen Karte ist das?',
  readAt: (reader) => `Gelesen an „${reader}“.`,
  give: (name) => `Diese Karte ${name} geben`,
  hasCard: 'Hat eine Karte',
  hasNone: 'Noch keine Karte',
  without: (count) => `Ohne Karte (${count})`,
  everyone: (count) => `Alle (${count})`,
  everyoneHasOne: 'Alle hier haben eine Karte.',
  startOver: 'Andere Karte',
  held: (name) => `Das ist die Karte von ${name}`,
  heldHelp:
    'Wurde sie gefunden oder zurückgegeben, nehmen Sie sie weg. Was sie bisher belegt hat, bleibt bestehen.',
  takeAway: 'Wegnehmen',
  keep: 'So lassen',
  refused: {
    random: {
      title: 'Diese Nummer ist bei jeder Berührung neu',
      help: 'Telefone und manche Karten machen das so. Nehmen Sie die Plastikkarte oder den Ausweis auf dem Telefon.',
    },
    'cut-off': {
      title: 'Nur der Anfang einer längeren Nummer',
      help: 'Dieser Leser hört mitten in der Kartennummer auf. Nehmen Sie einen Leser, der sie ganz liest.',
    },
    blank: {
      title: 'Diese Karte ist leer',
      help: 'Sie hat keine eigene Nummer. Nehmen Sie eine andere Karte.',
    },
    'factory-default': {
      title: 'Mit dieser Nummer werden Kopien verkauft',
      help: 'Viele Karten haben sie, sie sagt also nichts über eine Person. Nehmen Sie eine andere Karte.',
    },
    partial: {
      title: 'Dieser Leser lässt einen Teil der Nummer weg',
      help: 'Mehrere Karten sähen gleich aus. Geben Sie die Karte an einem Leser aus, der die ganze Nummer liest, oder in der Konsole.',
    },
    others: {
      title: 'Diese Karte gehört jemand anderem',
      help: 'Sie gehört jemandem, der hier nicht auf Ihrer Liste steht. Die Kartenstelle sieht, wem, und kann sie wegnehmen.',
    },
    ambiguous: {
      title: 'Diese Karte ist mehreren Personen zugeordnet',
      help: 'Die Kartenstelle muss klären, wem sie gehört.',
    },
  },
};
