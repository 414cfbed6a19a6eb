/** What the pages for cases of children who may be in danger are given to work with. */

import type { ChannelName } from '../../../core/channel.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { DangerKind, Severity } from '../../../core/protection/danger.ts';
import type { StaffMember } from '../../../core/staff/member.ts';
import type { SignInDependencies } from '../sign-in/sign-in-dependencies.ts';

/** A case, without the child's words. */
export type ListedCase = {
  readonly id: string;
  readonly place: LocalityCode | null;
  readonly channel: ChannelName;
  readonly source: 'words' | 'safe-word' | 'moderator';
  readonly kinds: readonly DangerKind[];
  readonly severity: Severity;
  readonly openedAt: Date;
  readonly heardAt: Date;
  readonly wantsPersonAt: Date | null;
  readonly saysFineAt: Date | null;
  readonly takenAt: Date | null;
  readonly takenBy: string | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
};

/** What an officer writes down by hand. */
export const OFFERED_STEPS = [
  'taken',
  'called-111',
  'told-commune',
  'told-police',
  'told-health',
  'note',
] as const;

type AnyStep = (typeof OFFERED_STEPS)[number] | 'answered-child' | 'closed';

/** A case with the child's words and all that was done; whoever reads it is entered in the audit log. */
export type OpenedCase = {
  readonly found: ListedCase;
  readonly words: readonly { readonly at: Date; readonly text: string }[];
  readonly steps: readonly {
    readonly at: Date;
    readonly byName: string;
    readonly step: AnyStep;
    readonly note: string | null;
  }[];
  readonly answerWay: 'open' | 'web' | 'gone' | 'channel-off';
};

type StepOrder = {
  readonly caseId: string;
  readonly id: string;
  readonly by: StaffMember;
  readonly note: string;
};

type StepOutcome = 'taken' | 'there-already' | 'closed-already' | 'absent';

/** A way by which officers are told. */
export type ListedWay = {
  readonly id: string;
  readonly place: LocalityCode;
  readonly way: 'webhook' | 'email';
  readonly address: string;
  readonly minutes: number;
};

/** The use cases behind the pages. */
export type ProtectionDependencies = {
  /** @param shown `page` from 1 */
  readonly list: (
    by: StaffMember,
    shown: { readonly closed: boolean; readonly page: number },
  ) => Promise<{ readonly cases: readonly ListedCase[]; readonly more: boolean }>;
  /** How many nobody has taken yet. */
  readonly waiting: (by: StaffMember) => Promise<number>;
  readonly find: (id: string) => Promise<ListedCase | null>;
  readonly read: (by: StaffMember, id: string) => Promise<OpenedCase | null>;
  readonly revealContact: (
    by: StaffMember,
    id: string,
  ) => Promise<{ readonly channel: ChannelName; readonly account: string } | null>;
  readonly step: (order: StepOrder, step: (typeof OFFERED_STEPS)[number] | 'closed') => Promise<StepOutcome>;
  readonly answer: (order: StepOrder) => Promise<StepOutcome | 'web' | 'gone' | 'channel-off'>;
  readonly ways: {
    readonly list: (by: StaffMember) => Promise<readonly ListedWay[]>;
    readonly placeOf: (id: string) => Promise<LocalityCode | null>;
    readonly add: (way: ListedWay) => Promise<void>;
    readonly remove: (id: string) => Promise<void>;
  };
  /** What notices of a way by webhook are signed with. */
  readonly secretOf: (wayId: string) => string;
  /** Whether a mail server is set. */
  readonly hasMail: boolean;
  /** For development: addresses of our own network may be called. */
  readonly insecure: boolean;
};

/** What of the sign-in the pages need: how fresh it is, and making it fresh. */
export type FreshSignIn = Pick<SignInDependencies, 'signedInAt' | 'confirmPresence'>;
