/** The oracles' complaint, thrown at once so that the run ends where it went wrong. */
export class Violation extends Error {}
