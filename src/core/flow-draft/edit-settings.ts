/** Everything of a flow but its questions: title, closing, languages, ages, channels, indicators. */

import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import { flowSource } from '../flow/flow-source.ts';
import { SOURCE_LANGUAGE } from '../language.ts';
import { type DraftSource, itemsOf, partOf, withKey } from './draft-source.ts';
import { type Fields, wasShown } from './fields.ts';
import { editText } from './wording.ts';

/** Indicators that a complete walk may count for. */
export const INDICATORS = [22, 24] as const;

const KEYS = Object.keys(flowSource.shape);

/** Puts a form into the settings. @returns the source itself where nothing was changed */
export function editSettings(source: DraftSource, fields: Fields): DraftSource {
  let edited = source;
  for (const part of ['title', 'closing']) {
    edited = withKey(edited, part, editText(partOf(edited, part), fields, part));
  }
  const languages = fields.texts('languages').filter((language) => /^[a-z]{2,3}$/.test(language));
  edited = editList(edited, fields, { key: 'languages', picked: [SOURCE_LANGUAGE, ...languages] });
  const ages = AGE_BANDS.filter((band) => fields.texts('ages').includes(band));
  edited = editList(edited, fields, { key: 'ages', picked: ages });
  const channels = CHANNEL_NAMES.filter((name) => fields.texts('channels').includes(name));
  edited = editList(edited, fields, { key: 'channels', picked: channels });
  const indicators = INDICATORS.filter((one) => fields.texts('indicators').includes(String(one)));
  edited = editList(edited, fields, { key: 'indicators', picked: indicators });
  const needless = new Set(needlessSettings(edited));
  return fields
    .texts('drop')
    .filter((key) => needless.has(key))
    .reduce((rest, key) => withKey(rest, key, undefined), edited);
}

/** Keys of a flow that mean nothing. */
export function needlessSettings(source: DraftSource): readonly string[] {
  return Object.keys(source).filter((key) => !KEYS.includes(key));
}

/** The settings alone, for telling whether somebody changed them. */
export function settingsOf(source: DraftSource): DraftSource {
  return Object.fromEntries(
    Object.entries(source).filter(([key]) => key !== 'questions' && key !== 'blocks' && key !== 'version'),
  );
}

/** What was there already keeps its place; what was ticked anew comes behind it. */
function editList(
  source: DraftSource,
  fields: Fields,
  { key, picked }: { readonly key: string; readonly picked: readonly unknown[] },
): DraftSource {
  if (!wasShown(fields, `${key}.shown`)) return source;
  const before = itemsOf(source, key);
  const chosen = new Set(picked);
  const kept = [...new Set(before.filter((one) => chosen.has(one)))];
  const next = [...kept, ...[...chosen].filter((one) => !kept.includes(one))];
  const isSame = next.length === before.length && next.every((one, at) => one === before[at]);
  if (isSame && Object.hasOwn(source, key)) return source;
  return next.length === 0 && !Object.hasOwn(source, key) ? source : withKey(source, key, next);
}
