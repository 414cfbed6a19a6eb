/** The lists of data/redaction as sets. */

import { lists } from './lists.generated.ts';
import { phraseSet } from './phrase-set.ts';

const { names, cues, public: known } = lists;

/** Words that names are made of. */
export const NAMES = {
  surname: phraseSet(names.surnames),
  /** The most frequent family names, which also lower case gives away. */
  frequent: phraseSet(names.surnames.slice(0, 1)),
  middle: phraseSet(names.middle),
  given: phraseSet(names.given),
  pet: phraseSet(names.pet),
  ordinary: phraseSet(names.ordinary),
  afterPerson: phraseSet(names.afterPerson),
  certain: phraseSet(names.certain),
} as const;

/** Words by which something personal is known. */
export const CUES = {
  people: phraseSet(cues.people),
  capitalOnly: phraseSet(cues.capitalOnly),
  roles: phraseSet(cues.roles),
  named: phraseSet(cues.named),
  namedFill: phraseSet(cues.namedFill),
  selfIs: phraseSet(cues.selfIs),
  notNamed: phraseSet(cues.notNamed),
  creatures: phraseSet(cues.creatures),
  ordinaryCapital: phraseSet(cues.ordinaryCapital),
  nameEnds: phraseSet(cues.nameEnds),
  schoolKinds: phraseSet(cues.schoolKinds),
  schoolAlone: phraseSet(cues.schoolAlone),
  schoolNames: phraseSet(cues.schoolNames),
  living: phraseSet(cues.living),
  strongParts: phraseSet(cues.strongParts),
  weakParts: phraseSet(cues.weakParts),
  notParts: phraseSet(cues.notParts),
  birth: phraseSet(cues.birth),
  papers: phraseSet(cues.papers),
  accounts: phraseSet(cues.accounts),
  phones: phraseSet(cues.phones),
} as const;

/** People and places everybody knows. */
export const PUBLIC = {
  figures: phraseSet(known.figures),
  places: phraseSet(known.places),
  before: phraseSet(known.before),
  countries: phraseSet(known.countries),
} as const;
