/** The columns that forms have, under the names people write them by. */

/** Which sheet a column stands on. */
export type FormSheetName = 'survey' | 'choices' | 'settings';

/** Prefix of our own columns, for what forms have no word for. */
export const OWN = 'em_noi::';

/** Columns that hold text in several languages: `label::vi`. */
const TEXTS: Readonly<Record<FormSheetName, readonly string[]>> = {
  survey: [
    'label',
    'hint',
    'guidance_hint',
    'constraint_message',
    'required_message',
    'image',
    'big-image',
    'audio',
    'video',
  ],
  choices: ['label', 'image', 'big-image', 'audio', 'video'],
  settings: [],
};

/** All others that XLSForm knows. @see https://xlsform.org/en/ref-table/ */
const PLAIN: Readonly<Record<FormSheetName, readonly string[]>> = {
  survey: [
    'type',
    'name',
    'relevant',
    'constraint',
    'required',
    'appearance',
    'calculation',
    'choice_filter',
    'default',
    'parameters',
    'repeat_count',
    'read_only',
    'trigger',
    'autoplay',
    'accuracy_threshold',
    'body',
    'bind',
    'instance',
    'save_to',
    'note',
  ],
  choices: ['list_name', 'name', 'geometry'],
  settings: [
    'form_title',
    'form_id',
    'version',
    'default_language',
    'instance_name',
    'public_key',
    'submission_url',
    'style',
    'name',
    'allow_choice_duplicates',
    'auto_send',
    'auto_delete',
    'namespaces',
    'clean_text_values',
    'omit_instanceid',
    'prefix',
    'sms_keyword',
    'sms_separator',
    'compact_prefix',
    'delimiter',
  ],
};

/** Other spellings, in small letters with `_` for spaces. */
const ALIASES: Readonly<Record<string, string>> = {
  caption: 'label',
  relevance: 'relevant',
  skip_to: 'relevant',
  'bind::relevant': 'relevant',
  'bind::constraint': 'constraint',
  'bind::required': 'required',
  'bind::calculate': 'calculation',
  'bind::readonly': 'read_only',
  'bind::jr:constraintmsg': 'constraint_message',
  'bind::jr:requiredmsg': 'required_message',
  'body::appearance': 'appearance',
  constrain: 'constraint',
  constraining_message: 'constraint_message',
  calculate: 'calculation',
  readonly: 'read_only',
  count: 'repeat_count',
  'jr:count': 'repeat_count',
  'control::jr:count': 'repeat_count',
  listname: 'list_name',
  list: 'list_name',
  value: 'name',
  title: 'form_title',
  id_string: 'form_id',
  set_form_title: 'form_title',
  set_form_id: 'form_id',
  language: 'default_language',
};

/** What a header means. */
export type FormColumn =
  | { readonly kind: 'plain'; readonly name: string }
  | { readonly kind: 'text'; readonly name: string; readonly language: string | null }
  | { readonly kind: 'own'; readonly name: string }
  | { readonly kind: 'unknown' };

/** Finds what a header of a sheet means. */
export function readHeader(header: string, sheet: FormSheetName): FormColumn {
  const spelled = header.trim();
  const lower = spelled.toLowerCase();
  if (lower.startsWith(OWN)) return { kind: 'own', name: lower };
  const plain = named(lower, sheet);
  if (PLAIN[sheet].includes(plain)) return { kind: 'plain', name: plain };
  if (TEXTS[sheet].includes(plain)) return { kind: 'text', name: plain, language: null };
  const [, base = '', language = ''] =
    /^((?:media\s*::?\s*)?[^:]+?)\s*::?\s*(.+)$/.exec(spelled.replace(/^media\s*::?\s*/i, '')) ?? [];
  const name = named(base.toLowerCase(), sheet);
  if (TEXTS[sheet].includes(name)) return { kind: 'text', name, language: language.trim() };
  // `media::image` without a language.
  const media = named(lower.replace(/^media\s*::?\s*/, ''), sheet);
  if (lower.startsWith('media') && TEXTS[sheet].includes(media)) {
    return { kind: 'text', name: media, language: null };
  }
  return PLAIN[sheet].includes(name) ? { kind: 'plain', name } : { kind: 'unknown' };
}

/** Names of the columns of a sheet, to find the one that was probably meant. */
export function columnNames(sheet: FormSheetName): readonly string[] {
  return [...PLAIN[sheet], ...TEXTS[sheet]];
}

function named(lower: string, sheet: FormSheetName): string {
  const joined = lower.trim().replace(/\s+/g, '_');
  const name = Object.hasOwn(ALIASES, joined) ? (ALIASES[joined] ?? joined) : joined;
  // A column called `value` or `title` means something on one sheet only.
  return name === joined || PLAIN[sheet].includes(name) || TEXTS[sheet].includes(name) ? name : joined;
}
