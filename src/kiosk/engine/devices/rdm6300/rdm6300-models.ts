/** What the modules that speak this protocol do differently. */
export type Rdm6300Model = 'rdm6300' | 'rdm630' | 'id-12la' | 'id-20la';

export const RDM6300_MODELS = [
  'rdm6300',
  'rdm630',
  'id-12la',
  'id-20la',
] as const satisfies readonly Rdm6300Model[];

/**
 * `repeats`: the frame comes again and again while the card is in the field; the others tell of a card once, when it comes. `crLf`: CR LF
 * stands before the last byte. (Many modules that are sold as RDM630 are RDM6300.)
 */
export const MODEL_TRAITS: Readonly<
  Record<Rdm6300Model, { readonly repeats: boolean; readonly crLf: boolean }>
> = {
  rdm6300: { repeats: true, crLf: false },
  rdm630: { repeats: false, crLf: false },
  'id-12la': { repeats: false, crLf: true },
  'id-20la': { repeats: false, crLf: true },
};
