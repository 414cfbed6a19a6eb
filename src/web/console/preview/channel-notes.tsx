/** What the channel and the machine made of the last turn, in words. */

import type { ChannelName } from '../../../core/channel.ts';
import type { Effect } from '../../../core/session/step-contract.ts';
import type { ChannelNote } from '../../../usecases/channel-notes.ts';
import type { PreviewTurn } from '../../../usecases/preview-walk.ts';
import type { Visit } from '../console-route.ts';

/** Draws them; nothing where there is nothing to note. */
export function ChannelNotes({
  visit,
  channel,
  turn,
}: {
  readonly visit: Visit;
  readonly channel: ChannelName;
  readonly turn: PreviewTurn | undefined;
}) {
  const notes = [
    ...(turn?.notes ?? []).map((note) => noteWords(visit, channel, note)),
    ...(turn?.effects ?? []).flatMap((effect) => effectWords(visit, effect) ?? []),
  ];
  if (notes.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map((words) => (
        <li>{words}</li>
      ))}
    </ul>
  );
}

function noteWords({ phrase, language }: Visit, channel: ChannelName, note: ChannelNote): string {
  const name = phrase(`console.flows.channel.${channel}`);
  switch (note.kind) {
    case 'numbered':
      return phrase(`console.preview.note.numbered.${note.why}`, { channel: name, most: note.most });
    case 'typed-controls':
      return phrase('console.preview.note.typed-controls', { channel: name });
    case 'cut-label':
      return phrase('console.preview.note.cut-label', {
        label: note.label,
        shown: note.shown,
        most: note.most,
      });
    case 'parts':
      return phrase('console.preview.note.parts', {
        ...{ channel: name, parts: note.parts },
        most: note.most.toLocaleString(language),
      });
    default:
      return note satisfies never;
  }
}

function effectWords({ phrase }: Visit, effect: Effect): string {
  switch (effect.kind) {
    case 'ended':
      return phrase(`console.preview.effect.ended.${effect.disposition}`);
    case 'free-text':
      return phrase(
        effect.question === null ? 'console.preview.effect.aside' : 'console.preview.effect.free-text',
      );
    case 'resumed':
    case 'safe-word':
    case 'danger':
    case 'danger-talk':
    case 'danger-fine':
    case 'another-respondent':
    case 'parent-asked':
      return phrase(`console.preview.effect.${effect.kind}`);
    default:
      return effect satisfies never;
  }
}
