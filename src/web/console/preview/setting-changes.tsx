/** What changed in the settings of a flow: title, closing, languages, ages, channels, indicators. */

import type { SettingChange } from '../../../core/flow/flow-difference.ts';
import { languageName } from '../../../core/language.ts';
import type { Visit } from '../console-route.ts';
import { WordingTable } from './wording-table.tsx';

/** Draws them. */
export function SettingChanges({
  visit,
  settings,
}: {
  readonly visit: Visit;
  readonly settings: readonly SettingChange[];
}) {
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.preview.difference.settings')}</h2>
      {settings.map((change) => {
        const name = phrase(`console.preview.setting.${change.setting}`);
        return 'wordings' in change ? (
          <WordingTable {...{ visit, caption: name, wordings: change.wordings }} />
        ) : (
          <ul>
            {listWords(visit, change).map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        );
      })}
    </section>
  );
}

function listWords(
  { phrase }: Visit,
  change: Exclude<SettingChange, { wordings: unknown }>,
): readonly string[] {
  const setting = phrase(`console.preview.setting.${change.setting}`);
  const say = (value: string | number): string => {
    switch (change.setting) {
      case 'languages':
        return languageName(String(value));
      case 'ages':
        return phrase('console.preview.age.band', { band: String(value).replace('-', '–') });
      case 'channels':
        return phrase(`console.flows.channel.${value}`);
      case 'indicators':
        return String(value);
      default:
        return change satisfies never;
    }
  };
  const listed = (values: readonly (string | number)[]) => values.map(say).join(', ');
  const { added, removed, first } = change;
  return [
    ...(added.length === 0
      ? []
      : [phrase('console.preview.setting.added', { setting, values: listed(added) })]),
    ...(removed.length === 0
      ? []
      : [phrase('console.preview.setting.removed', { setting, values: listed(removed) })]),
    ...(first === null ? [] : [phrase('console.preview.setting.first', { values: say(first) })]),
  ];
}
