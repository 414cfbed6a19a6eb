/** Reads the `type` of a row of a form. */

import { nearestName } from '../flow/nearest-name.ts';

/** What a row is. */
export type QuestionType =
  | { readonly kind: 'begin'; readonly what: 'group' | 'repeat' }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'select';
      readonly picks: 'one' | 'several' | 'rank';
      /** Name of the list of choices; empty where none is named. */
      readonly list: string;
      readonly hasOther: boolean;
    }
  | { readonly kind: 'simple'; readonly what: SimpleType }
  /** Cannot be asked in a chat, or not of children; the note says which. */
  | { readonly kind: 'dropped'; readonly note: DroppedNote }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' };

/** Types without choices that become a question or a card. */
export type SimpleType =
  | 'integer'
  | 'decimal'
  | 'range'
  | 'percentage'
  | 'text'
  | 'date'
  | 'note'
  | 'acknowledge';

type DroppedNote =
  | 'calculation-dropped'
  | 'geo-dropped'
  | 'media-dropped'
  | 'meta-dropped'
  | 'personal-dropped'
  | 'type-dropped';

const SIMPLE: Readonly<Record<string, SimpleType>> = {
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  range: 'range',
  percentage: 'percentage',
  text: 'text',
  string: 'text',
  q_string: 'text',
  date: 'date',
  time: 'date',
  datetime: 'date',
  date_time: 'date',
  note: 'note',
  acknowledge: 'acknowledge',
  trigger: 'acknowledge',
};

const DROPPED: Readonly<Record<DroppedNote, readonly string[]>> = {
  'calculation-dropped': ['calculate', 'calculation', 'hidden', 'q_calculate'],
  'geo-dropped': [
    'geopoint',
    'gps',
    'location',
    'geotrace',
    'geoshape',
    'start-geopoint',
    'background-geopoint',
  ],
  'media-dropped': [
    'image',
    'photo',
    'picture',
    'audio',
    'video',
    'file',
    'barcode',
    'background-audio',
    'osm',
  ],
  'meta-dropped': [
    'start',
    'start_time',
    'end',
    'end_time',
    'today',
    'deviceid',
    'device_id',
    'subscriberid',
    'simserial',
    'username',
    'audit',
    'imei',
  ],
  'personal-dropped': ['phone_number', 'phone', 'phonenumber', 'email', 'email_address'],
  'type-dropped': ['xml-external', 'csv-external', 'select_one_from_file', 'select_multiple_from_file'],
};

const SELECT =
  /^(select_one|select1|select_one_from|select_multiple|select_all_that_apply|select_all_that_apply_from|select_multiple_from|rank|select_one_external)(?:_from)?$/;

/** Longest type that is looked at, in UTF-16 units. */
const MAX_TYPE = 300;

/** Reads a type as people write it: `select one from yes_no or specify other`, `begin group`, `integer`. */
export function readType(written: string): QuestionType {
  const words = written.slice(0, MAX_TYPE).trim().split(/\s+/);
  const lower = words.map((word) => word.toLowerCase());
  const whole = lower.join('_');
  if (whole === '') return { kind: 'missing' };
  const bracket = /^(begin|end)_(group|repeat|loop)$/.exec(whole);
  if (bracket?.[1] === 'end') return { kind: 'end' };
  if (bracket !== null) return { kind: 'begin', what: bracket[2] === 'group' ? 'group' : 'repeat' };
  if (Object.hasOwn(SIMPLE, whole)) return { kind: 'simple', what: SIMPLE[whole] ?? 'text' };
  const dropped = droppedAs(whole) ?? droppedAs(lower[0] ?? '');
  if (dropped !== undefined) return { kind: 'dropped', note: dropped };
  return readSelect(words) ?? { kind: 'unknown' };
}

/** Finds the type that was probably meant. */
export function nearestType(written: string): string | undefined {
  return nearestName(written.trim().toLowerCase().split(/\s+/)[0] ?? '', KNOWN);
}

function droppedAs(name: string): DroppedNote | undefined {
  const notes: readonly DroppedNote[] = [
    'calculation-dropped',
    'geo-dropped',
    'media-dropped',
    'meta-dropped',
    'personal-dropped',
    'type-dropped',
  ];
  return notes.find((note) => DROPPED[note].includes(name));
}

/** Finds the longest beginning that names a select; what follows is its list. */
function readSelect(words: readonly string[]): QuestionType | null {
  const other = /^(.*?)\s+(?:or_other|or\s+specify\s+other|or\s+other)$/i.exec(words.join(' '));
  const rest = other?.[1] === undefined ? words : other[1].split(' ');
  for (let count = Math.min(rest.length, 6); count > 0; count--) {
    const name = rest.slice(0, count).join('_').toLowerCase();
    if (!SELECT.test(name)) continue;
    if (name === 'select_one_external') return { kind: 'dropped', note: 'type-dropped' };
    const picks = name === 'rank' ? 'rank' : /multiple|all/.test(name) ? 'several' : 'one';
    return { kind: 'select', picks, list: rest.slice(count).join(' '), hasOther: other !== null };
  }
  return null;
}

const KNOWN = [
  ...Object.keys(SIMPLE),
  ...Object.values(DROPPED).flat(),
  'select_one',
  'select_multiple',
  'rank',
  'begin_group',
  'end_group',
  'begin_repeat',
  'end_repeat',
];
