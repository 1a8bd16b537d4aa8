import type { DocumentOf } from '#contracts/sync/documents.ts';
import type { PersonId, SectionId } from '#domain/ids.ts';

export type Section = DocumentOf<'section'>;
export type Keeper = DocumentOf<'keepers'>['people'][number];
export type FacultyMember = DocumentOf<'faculty'>['people'][number];

/** The people this kiosk may know by name: those of its room's sections and their teachers. */
export type PeopleIndex = {
  readonly sections: ReadonlyMap<SectionId, Section>;
  readonly faculty: ReadonlyMap<PersonId, FacultyMember>;
  /** Who may look after the kiosk. */
  readonly keepers: readonly Keeper[];
  readonly names: ReadonlyMap<PersonId, string>;
};

export function indexPeople(
  sections: readonly Section[],
  faculty: readonly DocumentOf<'faculty'>[],
  keeping: readonly DocumentOf<'keepers'>[],
): PeopleIndex {
  const members = faculty.flatMap((document) => document.people);
  const keepers = keeping.flatMap((document) => document.people);
  const named = [...sections.flatMap((section) => section.people), ...members, ...keepers];
  return {
    sections: new Map(sections.map((section) => [section.sectionId, section])),
    faculty: new Map(members.map((member) => [member.personId, member])),
    keepers,
    names: new Map(named.map(({ personId, name }) => [personId, name])),
  };
}
