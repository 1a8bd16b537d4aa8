/** Words of the page on which cards are given out. */
export const CARDS_EN = {
  hold: 'Hold the card to the reader',
  holdHelp: 'Then pick whose it is. To take a card away from somebody, hold it to the reader as well.',
  given: (name: string) => `${name} has this card now`,
  givenHelp: 'It counts here at once, and at every other kiosk when the hub has heard of it.',
  taken: (name: string) => `This card is no longer ${name}’s`,
  takenHelp: 'It may be given to somebody else now.',
  next: 'Next: hold another card to the reader.',
  whose: 'Whose card is this?',
  readAt: (reader: string) => `Read at “${reader}”.`,
  give: (name: string) => `Give this card to ${name}`,
  hasCard: 'Has a card',
  hasNone: 'No card yet',
  without: (count: number) => `Without a card (${count})`,
  everyone: (count: number) => `Everyone (${count})`,
  everyoneHasOne: 'Everybody here has a card.',
  startOver: 'Another card',
  held: (name: string) => `This is ${name}’s card`,
  heldHelp: 'If it was found, or given back, take it away. What it proved until now stays true.',
  takeAway: 'Take it away',
  keep: 'Leave it as it is',
  refused: {
    random: {
      title: 'This number is new at every touch',
      help: 'Phones and some privacy cards do that. Use the plastic card, or the pass on the phone.',
    },
    'cut-off': {
      title: 'Only the beginning of a longer number',
      help: 'This reader stops half-way through the card’s number. Use a reader that gives the whole one.',
    },
    blank: { title: 'This card is blank', help: 'It has no number of its own. Use another card.' },
    'factory-default': {
      title: 'This is the number copies are sold with',
      help: 'Many cards have it, so it says nothing about a person. Use another card.',
    },
    partial: {
      title: 'This reader leaves out a part of the number',
      help: 'Several cards would look the same. Give the card out at a reader that reads the whole number, or in the console.',
    },
    others: {
      title: 'This card belongs to somebody else',
      help: 'It is somebody’s who isn’t on your list here. The card office can see whose, and take it away.',
    },
    ambiguous: {
      title: 'This card is in the lists of several people',
      help: 'The card office has to say whose it is.',
    },
  },
};
