/** What a route of the console is: who may use it, where, and what it answers. */

import type { Context } from 'hono';
import type { Language } from '../../core/language.ts';
import type { Gazetteer, LocalityCode } from '../../core/locality.ts';
import type { PhraseValues, Say } from '../../core/say.ts';
import type { Deed } from '../../core/staff/deed.ts';
import type { StaffMember } from '../../core/staff/member.ts';
import type { RequestLog } from '../app-dependencies.ts';

/** What every area of the console works with. */
export type ConsoleGround = {
  readonly say: Say;
  readonly gazetteer: Gazetteer;
  readonly log: RequestLog;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Address of this server as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** Network address of whoever opened the connection; absent where the runtime does not tell. */
  readonly peer?: (c: Context) => string | undefined;
};

/** One request of someone who is signed in and may make it. */
export type Visit = {
  readonly c: Context;
  readonly ground: ConsoleGround;
  readonly member: StaffMember;
  /** Language of the page: `vi` or `en`. */
  readonly language: Language;
  /** Gives a phrase in that language. */
  readonly phrase: (key: string, values?: PhraseValues) => string;
  /** Whether this person may do a deed at a place. */
  readonly may: (deed: Deed, place: LocalityCode) => boolean;
  /** A parameter of the path; empty where there is none of that name. */
  readonly param: (name: string) => string;
};

/** One route. The deed is checked before `handle` runs; nobody else checks it, nothing skips it. */
export type ConsoleRoute = {
  readonly method: 'get' | 'post';
  /** Where it lies; `/console` where absent. */
  readonly base?: '/council';
  /** Below that, in Hono's form: `/flows/:flow`. */
  readonly path: string;
  readonly deed: Deed;
  /**
   * The places of what the address names; all of them must be within reach, or the answer is 404, as if it were not
   * there. `null`: there is no such thing. Absent: the deed must be allowed somewhere, and `handle` asks `may` itself
   * where the place comes with the form.
   */
  readonly placesOf?: (visit: Visit) => Promise<readonly LocalityCode[] | null>;
  /**
   * How a request is entered in the audit log; absent: posts as changes, addresses of files as exports, pages of moderation
   * and protection as looks, other pages not at all. `look`: something is shown that few may see; `export`: something is
   * taken along; `never`: it neither changes nor shows anything.
   */
  readonly entered?: 'change' | 'export' | 'look' | 'never';
  readonly handle: (visit: Visit) => Response | Promise<Response>;
};
