/** Lays on the desk what belongs to a child's protection case, so that it is committed with the turn. */

import type { LocalityCode } from '../core/locality.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import type { Danger, DangerKind, Severity } from '../core/protection/danger.ts';
import { hearDanger } from '../core/protection/hear-danger.ts';
import type { Effect } from '../core/session/step-contract.ts';
import type { ProtectionWrite } from '../ports/receiving-store.ts';
import type { ContactDesk, DeskSession } from './contact-desk.ts';
import { phraseFor } from './say-to-contact.ts';
import type { TurnServices } from './turn-services.ts';

/** Where a call came from. */
type Scene = { readonly session: DeskSession | null; readonly place: LocalityCode | null };

/** Tells whether a message holds words that tell of danger. */
export function tellsOfDanger(content: InboundMessage['content']): boolean {
  return content.kind === 'text' && hearDanger(content.text) !== null;
}

/** Answers danger where no walk does: the card, and the case. */
export function answerOutside(
  services: TurnServices,
  desk: ContactDesk,
  heard: { readonly message: InboundMessage } & Scene,
): OutboundMessage {
  const { message } = heard;
  if (message.content.kind === 'text') {
    const { text } = message.content;
    keepEffects(services, desk, { ...heard, effects: [{ kind: 'danger', text, danger: hearDanger(text) }] });
  }
  return phraseFor(services, { desk, message }, { key: 'chat.danger.card.any' });
}

/** Keeps what a step told of danger. The words are encrypted here, and stay nowhere else. */
export function keepEffects(
  services: TurnServices,
  desk: ContactDesk,
  { effects, session, place }: { readonly effects: readonly Effect[] } & Scene,
): void {
  for (const effect of effects) {
    if (effect.kind === 'danger') add(services, desk, { ...wordsOf(services, effect), session, place });
    else if (effect.kind === 'safe-word')
      add(services, desk, { source: 'safe-word', opens: true, session, place });
    else if (effect.kind === 'danger-talk')
      add(services, desk, { opens: true, wantsPerson: true, session, place });
    else if (effect.kind === 'danger-fine') add(services, desk, { saysFine: true, session, place });
  }
}

function wordsOf(
  { addressBook }: TurnServices,
  { text, danger }: { readonly text: string; readonly danger: Danger | null },
): Partial<ProtectionWrite> {
  const { kinds, severity } = danger ?? { kinds: [], severity: 'low' };
  return { opens: true, words: [addressBook.encrypt(text)], kinds, severity };
}

/** Several messages of one batch add to one case. */
function add(services: TurnServices, desk: ContactDesk, more: Partial<ProtectionWrite> & Scene): void {
  const { session, place, ...said } = more;
  const before = desk.protection;
  desk.protection = {
    id: before?.id ?? services.random.uuid(),
    consultationId: before?.consultationId ?? session?.consultationId ?? null,
    place: before?.place ?? session?.state?.place ?? place,
    source: before?.source === 'words' || (said.words?.length ?? 0) > 0 ? 'words' : (said.source ?? 'words'),
    kinds: [...new Set<DangerKind>([...(before?.kinds ?? []), ...(said.kinds ?? [])])],
    severity: graver(before?.severity, said.severity ?? 'medium'),
    words: [...(before?.words ?? []), ...(said.words ?? [])],
    opens: before?.opens === true || said.opens === true,
    wantsPerson: before?.wantsPerson === true || said.wantsPerson === true,
    saysFine: said.saysFine === true || (before?.saysFine === true && (said.words?.length ?? 0) === 0),
  };
}

function graver(one: Severity | undefined, other: Severity): Severity {
  if (one === 'high' || other === 'high') return 'high';
  return one === 'medium' || other === 'medium' ? 'medium' : 'low';
}
