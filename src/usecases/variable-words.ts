/** Words for what a published table is over: the question as it was asked, or an attribute, and a label for each value. */

import type { Cut, Flow, Question } from '../core/flow/flow.ts';
import { readText } from '../core/flow/text.ts';
import { type Language, languageName } from '../core/language.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { Attribute, Variable } from '../core/release/table.ts';
import { ATTRIBUTES } from '../core/release/table.ts';
import type { Say } from '../core/say.ts';

/** One value of a variable in words. */
export type ValueWords = {
  readonly id: string;
  readonly label: string;
  /** The emoji of an option; `null` where it has none. */
  readonly face: string | null;
};

/** A variable in words. */
export type VariableWords = {
  readonly name: Variable;
  /** Kind of the question; of an attribute its name without `@`: `age`, `place`, `channel`, `language`. */
  readonly kind: string;
  /** The question as it was asked of all, or what the attribute is called. */
  readonly text: string;
  /** What the question is marked as fit to split by; `null` for all others and for attributes. */
  readonly cut: Cut | null;
  /** Whether one child may stand in several of its values: then shares do not add up. */
  readonly several: boolean;
};

/** What wording needs. */
export type WordsFrom = {
  readonly flow: Flow;
  readonly language: Language;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
};

/** Words a variable. A question that the flow does not know is given by its id. */
export function variableWords(name: Variable, by: WordsFrom): VariableWords {
  if (isAttribute(name)) {
    const kind = name.slice(1);
    return { name, kind, text: by.say(by.language, `results.by.${kind}`), cut: null, several: false };
  }
  const question = questionOf(name, by.flow);
  return {
    name,
    kind: question?.kind ?? 'choice',
    text: question === undefined ? name : readText(question.text, by.language, null),
    cut: question !== undefined && 'cut' in question ? (question.cut ?? null) : null,
    several: question?.kind === 'choices' && question.max > 1,
  };
}

/** Words a value of a variable. */
export function valueWords(name: Variable, id: string, by: WordsFrom): ValueWords {
  if (isAttribute(name)) return { id, label: attributeLabel(name, id, by), face: null };
  const question = questionOf(name, by.flow);
  if (question?.kind === 'place') return { id, label: by.gazetteer.find(id)?.name ?? id, face: null };
  const option = optionOf(question, id);
  return {
    id,
    label: option === undefined ? id : readText(option.label, by.language, null),
    face: option?.face ?? null,
  };
}

/** Tells whether a variable is an attribute. */
export function isAttribute(name: Variable): name is Attribute {
  return ATTRIBUTES.some((one) => one === name);
}

function attributeLabel(name: Attribute, id: string, by: WordsFrom): string {
  switch (name) {
    case '@age':
      return by.say(by.language, 'results.by.age.band', {
        from: id.split('-')[0] ?? id,
        to: id.split('-')[1] ?? id,
      });
    case '@place':
      return by.gazetteer.find(id)?.name ?? id;
    case '@channel':
      return by.say(by.language, `channel.${id}`);
    case '@language':
      return languageName(id);
    default:
      return name satisfies never;
  }
}

function questionOf(name: Variable, flow: Flow): Question | undefined {
  return flow.questions.find(({ id }) => id === name);
}

function optionOf(question: Question | undefined, id: string) {
  return question !== undefined && 'options' in question
    ? question.options.find((one) => one.id === id)
    : undefined;
}
