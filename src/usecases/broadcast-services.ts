/** What broadcasts need from outside, and the decision on one contact that all of it serves. */

import type { Broadcast } from '../core/broadcast/broadcast.ts';
import { invite, remind, type SendingRules } from '../core/broadcast/choose-recipient.ts';
import type { ClosedHours } from '../core/broadcast/sending-hours.ts';
import type { ChannelName } from '../core/channel.ts';
import type { ChannelPlan } from '../core/channel-health.ts';
import type { Consultation } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { Flow } from '../core/flow/flow.ts';
import { type Language, SOURCE_LANGUAGE } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION, provinceOf } from '../core/locality.ts';
import type { Say } from '../core/say.ts';
import { dispositionOf } from '../core/session/draft.ts';
import type { BroadcastStore, Candidate, Verdict } from '../ports/broadcast-store.ts';
import type { Channel, Payload } from '../ports/channel.ts';
import type { ChannelSignsStore } from '../ports/channel-signs-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeStore } from '../ports/code-store.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import { type BroadcastMatter, broadcastMessage } from './broadcast-words.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What an installation allows. */
export type BroadcastRules = {
  readonly hours: ClosedHours;
  /** Most messages that we begin to one contact in seven days. */
  readonly messagesPerWeek: number;
  /** Days of 24 hours after a child's last message, on channels with a window. */
  readonly windowDays: number;
  /** What each vendor's plan allows. */
  readonly plans: Readonly<Record<ChannelName, ChannelPlan>>;
};

/** What broadcasts need from outside. */
export type BroadcastServices = {
  readonly store: BroadcastStore;
  readonly consultations: Pick<ConsultationStore, 'byId' | 'webCode'>;
  readonly codes: Pick<CodeStore, 'openCodes'>;
  readonly signs: ChannelSignsStore;
  readonly flows: FlowLibrary;
  /** Those that are switched on. */
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
  readonly clock: Clock;
  readonly rules: BroadcastRules;
};

/** What is asked about a broadcast before it is one. */
export type BroadcastAim = Pick<Broadcast, 'consultationId' | 'kind' | 'place'>;

/** The code that its button or its words open; invitations have none where every code is of a place or a child. */
export async function codeFor(
  { consultations, codes }: Pick<BroadcastServices, 'consultations' | 'codes'>,
  { consultationId, kind }: Pick<BroadcastAim, 'consultationId' | 'kind'>,
): Promise<string | null> {
  if (kind === 'reminder') return consultations.webCode(consultationId);
  const open = await codes.openCodes(consultationId);
  return open.find(({ place, withdrawn }) => place === null && withdrawn !== true)?.code ?? null;
}

/** Makes the decision on one contact, pure from here on; flows are loaded before. */
export async function decisionFor(
  services: BroadcastServices,
  aim: BroadcastAim,
  at: { readonly consultation: Consultation; readonly channel: Channel; readonly code: string | null },
): Promise<(candidate: Candidate) => Verdict> {
  const { clock, rules, gazetteer } = services;
  const flow = await services.flows.load(at.consultation.flowHash);
  const sending: SendingRules = { ...rules, today: dayOf(clock.now()) };
  const provinces = provincesOf(at.consultation, gazetteer);
  const write = writer(services.say, at.channel, { ...aim, ...at });
  return (candidate) => {
    const { approached, about } = candidate;
    const decided =
      about.kind === 'reminder'
        ? remind(approached, { walks: walksOf(about.walks, flow, gazetteer), place: aim.place }, sending)
        : invite(approached, { ...about, provinces }, sending);
    if (decided !== 'write') return { kind: 'skip', reason: decided };
    return { kind: 'write', payload: write(candidate.language ?? SOURCE_LANGUAGE) };
  };
}

/** The provinces of the places that are asked; `null` for the whole country. */
function provincesOf(
  { places }: Pick<Consultation, 'places'>,
  gazetteer: Gazetteer,
): readonly LocalityCode[] | null {
  if (places.includes(NATION)) return null;
  return [...new Set(places.flatMap((place) => provinceOf(place, gazetteer) ?? []))];
}

function walksOf(
  walks: Extract<Candidate['about'], { kind: 'reminder' }>['walks'],
  flow: Flow,
  gazetteer: Gazetteer,
) {
  return walks.map(({ state }) => ({
    phase: state.phase,
    isKept: dispositionOf(flow, state) === 'partial',
    province: provinceOf(state.place ?? null, gazetteer),
    heardOn: state.heardOn ?? null,
  }));
}

/** The same message for everyone of a language: it holds nothing of a child. */
function writer(say: Say, channel: Channel, matter: BroadcastMatter): (language: Language) => Payload {
  const written = new Map<Language, Payload>();
  return (language) => {
    const known = written.get(language);
    if (known !== undefined) return known;
    const [payload] = channel.render([broadcastMessage(say, matter, { channel: channel.name, language })]);
    if (payload === undefined) throw new Error(`${channel.name} makes nothing of a broadcast`);
    written.set(language, payload);
    return payload;
  };
}
