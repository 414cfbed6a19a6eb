/** What the routes are given to work with. */

import type { Context } from 'hono';
import type { Say } from '../core/say.ts';
import type { InvitationDescription } from '../usecases/describe-invitation.ts';
import type { Delivery, DeliveryAnswer } from '../usecases/receive-delivery.ts';
import type { ParentDependencies } from './parents/parent-dependencies.ts';

/** What a code leads to, where it leads anywhere. */
export type FoundInvitation = Extract<InvitationDescription, { kind: 'found' }>;

/** Facts of a log line. */
type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Where requests and faults are written; never given an answer, a code or an account. */
export type RequestLog = {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  error(event: string, error: unknown, facts?: Facts): void;
};

/** Who may read the figures: whoever knows the token, or else programs on this machine. */
export type MetricsReader =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'this-machine';
      /** Address of whoever opened the connection. */
      readonly peer: (c: Context) => string | undefined;
    };

/** A request that was answered. */
export type AnsweredRequest = {
  readonly method: string;
  /** The route's pattern, never the address itself. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/** Keeps requests apart, gives them their ids and counts them. */
export type RequestWatch = {
  /** Serves a request; its id stands in every log line of `work`. @param brought looks up the id that came with it */
  run<T>(brought: () => string | undefined, work: () => Promise<T>): Promise<T>;
  /** Id of the request that is being served, made now if it has none. */
  id(): string | null;
  /** The same, but `null` while nothing has asked for it. */
  idIfAsked(): string | null;
  answered(request: AnsweredRequest): void;
};

/** Everything the routes need. */
export type AppDependencies = {
  readonly receiveDelivery: (delivery: Delivery) => Promise<DeliveryAnswer>;
  readonly describeInvitation: (code: string) => Promise<InvitationDescription>;
  /** What parents are asked on phones of their own. */
  readonly parents?: ParentDependencies;
  /** Address of whoever opened the connection; absent where the runtime does not tell. */
  readonly peer?: (c: Context) => string | undefined;
  readonly health: { ready(): Promise<boolean> };
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** Who may read the figures; everyone, where it is absent. */
  readonly metricsReader?: MetricsReader;
  /** Absent: requests have no ids and nobody counts them. */
  readonly watch?: RequestWatch;
  /** Whether there are results that everybody may read; absent where a runtime serves children only. */
  readonly hasPublicResults?: () => Promise<boolean>;
  readonly say: Say;
  /** Address of this server as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** True where people reach us over https: cookies then never travel in clear. */
  readonly secureCookies: boolean;
  readonly log: RequestLog;
  /** Makes an unguessable id of a visitor: 22 to 64 of `[A-Za-z0-9_-]`, at least 128 random bits. */
  readonly newVisitor: () => string;
};
