/** What a preview is of: a draft, a published version, or a block of the question bank. */

import { checkFlow } from '../../../core/flow/check-flow.ts';
import type { Finding } from '../../../core/flow/finding.ts';
import { type PlayableFlow, playableFlow } from '../../../core/flow/playable-flow.ts';
import { type BankBlock, flowAround } from '../../../core/flow/question-bank.ts';
import { draftSource } from '../../../core/flow-draft/draft-source.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { Visit } from '../console-route.ts';
import { draftPath, FLOWS, versionPath } from '../flows/draft-access.ts';
import { wordsOf } from '../flows/flow-words.ts';

/** A draft, as far as it is looked at here. */
export type DraftToSee = {
  readonly id: string;
  readonly flowId: string;
  readonly place: LocalityCode;
  readonly source: unknown;
  readonly revision: number;
  readonly basedOn: string | null;
  readonly publishedAs: string | null;
};

/** A published version. */
export type VersionToSee = {
  readonly hash: string;
  readonly flowId: string;
  readonly version: number;
  /** Whose it is. */
  readonly place: LocalityCode;
  readonly source: unknown;
};

/** A version in a list. */
export type VersionRow = Pick<VersionToSee, 'hash' | 'version'>;

/** The thing itself, and what all pages about it need. */
export type Subject = {
  readonly of:
    | { readonly kind: 'draft'; readonly draft: DraftToSee }
    | { readonly kind: 'version'; readonly version: VersionToSee }
    | { readonly kind: 'block'; readonly block: BankBlock };
  /** Address of its preview; map and difference lie below it. */
  readonly address: string;
  readonly source: unknown;
  readonly title: string;
  readonly playable: PlayableFlow;
  readonly findings: readonly Finding[];
};

/** Makes a subject of a draft. */
export function draftSubject(visit: Visit, draft: DraftToSee): Subject {
  return subjectOf(visit, {
    of: { kind: 'draft', draft },
    address: `/console/preview/drafts/${draft.id}`,
    source: draft.source,
    name: draft.flowId,
  });
}

/** Makes a subject of a published version. */
export function versionSubject(visit: Visit, version: VersionToSee): Subject {
  return subjectOf(visit, {
    of: { kind: 'version', version },
    address: `/console/preview/flows/${version.hash}`,
    source: version.source,
    name: version.flowId,
  });
}

/** Makes a subject of a block of the bank, between an age and a consent question. */
export function blockSubject(visit: Visit, block: BankBlock): Subject {
  return subjectOf(visit, {
    of: { kind: 'block', block },
    address: `/console/preview/bank/${block.id}/play`,
    source: flowAround(block),
    name: block.id,
  });
}

function subjectOf(
  { language }: Visit,
  { name, ...rest }: Pick<Subject, 'of' | 'address' | 'source'> & { readonly name: string },
): Subject {
  const { title } = draftSource(rest.source);
  return {
    ...rest,
    title: wordsOf(title, language) || name,
    playable: playableFlow(rest.source),
    findings: checkFlow({ data: rest.source }).findings,
  };
}

/** The way to a page about it. */
export function trailTo(
  visit: Visit,
  { of }: Subject,
): readonly { readonly href: string; readonly text: string }[] {
  const { phrase } = visit;
  const flows = { href: FLOWS, text: phrase('console.area.flows') };
  switch (of.kind) {
    case 'draft':
      return [flows, { href: draftPath(of.draft.id), text: phrase('console.preview.draft') }];
    case 'version':
      return [
        flows,
        {
          href: versionPath(of.version.hash),
          text: phrase('console.preview.version', { version: of.version.version }),
        },
      ];
    case 'block':
      return [flows, { href: '/console/preview/bank', text: phrase('console.preview.bank.title') }];
    default:
      return of satisfies never;
  }
}
