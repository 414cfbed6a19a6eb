/** Notes what stands in the columns of a row and has no place in a flow. */

import { type FormReading, type NamedItem, spotOf } from './form-reading.ts';

/** Columns that are read elsewhere. */
const READ = /^(type|name|relevant|label(::.*)?|hint(::.*)?|em_noi::.*)$/;

const YES = /^(yes|y|true|true\(\)|1|có)$/i;
const NO = /^(no|n|false|false\(\)|0|không)$/i;

/** Words that ask a child who it is. */
const IDENTIFYING =
  /họ (và )?tên|tên (của )?(em|con|cháu|bạn) là|(em|con|cháu|bạn) tên (là )?gì|địa chỉ (nhà|của)|số điện thoại|căn cước|your (full )?(name|address|phone)|phone number|e-?mail/i;

/** Notes it. */
export function noteColumns(named: NamedItem, reading: FormReading): void {
  const { item, kind } = named;
  const { row, type } = item;
  for (const [name, text] of row.cells) {
    if (READ.test(name)) continue;
    const spot = spotOf(reading, row, name);
    if (name === 'required') {
      if (YES.test(text) && kind !== 'age' && kind !== 'consent' && !row.cells.has('em_noi::skip')) {
        reading.notes.add('required-dropped', { ...spot });
      } else if (!YES.test(text) && !NO.test(text)) noteOther(name, text, named, reading);
    } else if (name === 'constraint') {
      if (kind === 'number' || kind === 'age' || kind === 'text' || kind === 'choices') continue;
      reading.notes.add('constraint-dropped', spot, { part: text });
    } else if (name === 'appearance' && kind === 'scale') continue;
    else if (name === 'parameters' && type.kind === 'simple' && type.what === 'range') continue;
    else if (name === 'read_only' && NO.test(text)) continue;
    else noteOther(name, text, named, reading);
  }
  if (!reading.isOwn) noteType(named, reading);
}

function noteOther(name: string, text: string, { item }: NamedItem, reading: FormReading): void {
  const spot = spotOf(reading, item.row, name);
  const { notes } = reading;
  const header = reading.table.headers.get(name) ?? name;
  if (/^(image|big-image|audio|video)/.test(name)) notes.add('media-dropped', spot, { type: header });
  else if (name === 'appearance') notes.add('appearance-dropped', spot, { appearance: text });
  else if (name === 'calculation') notes.add('calculation-dropped', spot, { name: text });
  else if (name === 'choice_filter') notes.add('choice-filter-dropped', spot, { text });
  else if (name === 'default') notes.add('default-dropped', spot, { text });
  else notes.add('column-dropped', spot, { header });
}

/** What the type itself loses. */
function noteType(named: NamedItem, reading: FormReading): void {
  const { item, kind, list, choices } = named;
  const { row, type } = item;
  const spot = spotOf(reading, row, 'type');
  if (type.kind === 'select') {
    if (choices.length === 0) {
      const near = [...reading.lists.keys()].find((one) => one.toLowerCase() === type.list.toLowerCase());
      reading.notes.add('choices-missing', spot, { list: type.list, near: near ?? '' });
    } else if (list !== undefined && type.hasOther) reading.notes.add('option-other-added', spot);
    return;
  }
  const { what } = type;
  if (what === 'decimal') reading.notes.add('type-as-number', spot, { type: what });
  if (what === 'date') reading.notes.add('type-as-text', spot, { type: row.cells.get('type') ?? what });
  if (what === 'acknowledge') reading.notes.add('type-as-card', spot, { type: what });
  const words = [...row.cells].filter(([name]) => name.startsWith('label')).map(([, text]) => text);
  if (kind === 'text' && words.some((one) => IDENTIFYING.test(one))) {
    reading.notes.add('may-identify', spotOf(reading, row));
  }
}
