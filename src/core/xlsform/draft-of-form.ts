/** Adds to the questions of a form what a flow needs and a form has not. */

import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import type { FlowTextSource } from '../flow/question-source.ts';
import { OWN } from './form-columns.ts';
import type { FormLanguages, FormTables } from './form-languages.ts';
import { flowIdOf } from './form-name.ts';
import type { Notes } from './note.ts';
import type { SurveyReading } from './read-survey.ts';
import { type StandardWords, standardOpening } from './standard-words.ts';
import { type Fields, fieldsOf } from './write-question.ts';

/** What it is taken from. */
export type DraftGround = {
  readonly tables: FormTables;
  readonly languages: FormLanguages;
  readonly notes: Notes;
  /** Stands in where the form has neither title nor id. */
  readonly fileName: string;
  readonly words: StandardWords;
};

/** Settings that are used, or that mean nothing here and lose nothing. */
const QUIET =
  /^(form_title|form_id|default_language|version|name|allow_choice_duplicates|omit_instanceid|em_noi::.*)$/;

/** Adds what a flow needs and a form has not. */
export function draftOfForm(found: SurveyReading, ground: DraftGround): Fields {
  const { tables, languages, notes, fileName, words } = ground;
  const { settings, survey } = tables;
  const row = settings.rows[0];
  const cell = (name: string) => row?.cells.get(name);
  for (const [name, text] of row?.cells ?? []) {
    if (QUIET.test(name)) continue;
    const spot = { sheet: settings.sheet, row: row?.row ?? 2, column: settings.columns.get(name) ?? 0 };
    notes.add('setting-dropped', spot, { header: settings.headers.get(name) ?? name, text });
  }
  const title = cell('form_title') ?? cell('form_id') ?? fileName;
  const whole = { sheet: survey.sheet };
  if (cell('form_title') === undefined) notes.add('title-assumed', whole, { title });
  const titled = languages.all.filter((language) => language !== languages.plain);
  if (titled.length > 0 && cell('form_title') !== undefined) {
    notes.add(
      'title-copied',
      { sheet: settings.sheet, row: row?.row ?? 2 },
      { languages: titled.join(', ') },
    );
  }
  const flow = flowIdOf(cell('form_id') ?? '') ?? flowIdOf(title) ?? flowIdOf(fileName) ?? 'bieu-mau';
  const ages = wordsIn(cell(`${OWN}ages`), AGE_BANDS);
  const channels = wordsIn(cell(`${OWN}channels`), CHANNEL_NAMES);
  notes.add('header-assumed', whole, { ages: ages.join(', '), channels: channels.join(', ') });
  return {
    ...{ flow, version: 1, title: inAll(title, languages), languages: languages.all, ages, channels },
    closing: words('closing'),
    ...(found.blocks === null ? {} : { blocks: Object.fromEntries(found.blocks) }),
    questions: [...openingOf(found, ground), ...found.questions],
  };
}

function wordsIn<T extends string>(text: string | undefined, known: readonly T[]): readonly T[] {
  const words = (text ?? '').split(/[\s,;]+/);
  const named = known.filter((one) => words.includes(one));
  return named.length === 0 ? known : named;
}

function inAll(title: string, { all }: FormLanguages): FlowTextSource {
  return Object.fromEntries(all.map((language) => [language, title]));
}

function openingOf({ questions, ids }: SurveyReading, { tables, notes, words }: DraftGround) {
  const kinds = questions.map((question) => fieldsOf(question)['kind']);
  if (kinds.includes('consent')) return [];
  const asksAge = !kinds.includes('age');
  notes.add('consent-added', { sheet: tables.survey.sheet });
  return standardOpening(words, (wanted) => ids.make(wanted).id, asksAge);
}
