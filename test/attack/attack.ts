/** The attack: cuts the releases of a consultation, and solves all that an outsider then knows. */

import { type Children, type Cut, cutAll, type Form, kindsOf, type Publisher } from './consultation.ts';
import { type Constraint, knownTo } from './outsider.ts';
import { mistaken, recover, SPREAD } from './solver.ts';

/** What came of it. */
export type Attacked = {
  readonly cuts: readonly Cut[];
  /** Figures withheld, and those of them that were found out exactly or to ±1, in words. */
  readonly withheld: number;
  readonly found: readonly string[];
  /** What the outsider was wrong about: if anything, the attack proves nothing. */
  readonly mistaken: readonly string[];
};

/** Attacks a consultation in the given states. @param knows what the outsider knows beside all that was published */
export async function attack(
  form: Form,
  states: readonly Children[],
  by: {
    readonly minCell: number;
    readonly publish?: Publisher;
    readonly steps?: boolean;
    readonly knows?: readonly Constraint[];
  },
): Promise<Attacked> {
  const kinds = kindsOf(form);
  const cuts = cutAll(form, states, by);
  const { steps = true, knows = [] } = by;
  const known = [...knownTo(cuts, kinds, { truth: states, steps }), ...knows];
  const wrong = mistaken(known, states);
  if (wrong.length > 0) return { cuts, withheld: 0, found: [], mistaken: wrong };
  const recovered = await recover(known, { kinds: kinds.length, releases: states.length });
  return {
    cuts,
    withheld: recovered.length,
    found: recovered
      .filter(({ least, most }) => most - least < SPREAD)
      .map(({ release, name, least, most }) => `release ${release}: ${name} is ${least} to ${most}`),
    mistaken: wrong,
  };
}

/** A nation with two provinces of one and two communes; one question asked of few, one with several answers. */
export const TREE: Form = {
  asked: [
    { name: '@age', ids: ['a', 'b', 'c'], always: true },
    { name: 'mood', ids: ['good', 'so', 'bad'] },
    { name: 'bully', ids: ['yes', 'no'], when: ({ mood }) => mood?.[0] === 'bad' },
    { name: 'tags', ids: ['x', 'y'], several: true },
  ],
  places: { '01': ['01001', '01002'], '04': ['04001'] },
};

/** Many questions in one place, one of them about circumstances. */
export const FLAT: Form = {
  asked: [
    { name: '@age', ids: ['a', 'b', 'c'], always: true },
    { name: 'sex', ids: ['f', 'm'] },
    { name: 'circumstances', ids: ['yes', 'no'], sensitive: true },
    { name: 'safe', ids: ['1', '2', '3'] },
    { name: 'told', ids: ['yes', 'no'], when: ({ safe }) => safe?.[0] === '1' },
  ],
  places: { '01': ['01001'] },
};

/** Three provinces, and little asked: few terms in each sum, so that rounding hides least. */
export const SMALL: Form = {
  asked: [
    { name: '@age', ids: ['a', 'b'], always: true },
    { name: 'sex', ids: ['f', 'm'], always: true },
  ],
  places: { '01': ['01001'], '04': ['04001'], '08': ['08001'] },
};
