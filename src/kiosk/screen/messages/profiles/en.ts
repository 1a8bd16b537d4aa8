/** Words of the page that finds out how a reader writes cards. */
export const PROFILES_EN = {
  lead: 'Readers that type write one card’s number in many ways. Two cards that are known tell which way this one has.',
  first: 'Hold a card to the reader that somebody has',
  second: 'Now a second card, of somebody else',
  more: 'One more card, please: two ways still fit',
  reader: (name: string, profile: string) => `Reader “${name}”, set to ${profile}`,
  card: (ending: string) => `…${ending}`,
  fits: (count: number) => (count === 1 ? 'fits one way of writing' : `fits ${count} ways of writing`),
  unknown: (ending: string) => `Nobody has the card that ends in ${ending}`,
  unknownHelp: 'Hold another card to the reader, or enter the number that is printed on this one.',
  number: 'Number printed on the card',
  numberHelp: 'Its ten digits; or em: or hf: and its hex digits.',
  send: 'Use this number',
  none: 'No way of writing fits both cards',
  noneHelp:
    'Perhaps one of them was read wrongly, or isn’t the card it is taken for. Begin again with two others.',
  found: 'Found',
  foundAs: (profile: string, example: string) => `${profile}, such as ${example}`,
  already: 'The reader is set to this already. There is nothing to do.',
  partial:
    'This reader leaves out a part of the number. Where two people’s cards look the same to it, both are asked for another proof, and no cards can be given out at it.',
  use: 'Set the reader to this',
  startOver: 'Begin again',
};
