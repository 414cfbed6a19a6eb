/** The printed and written things that lead children to a consultation: a page of them, and each as a PDF. */

import type { LocalityCode } from '../../../core/locality.ts';
import { liesIn } from '../../../core/staff/member.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { concerned } from '../nearby/concerned.ts';
import { consoleNotice } from '../notice.tsx';
import { showHandouts } from './handout-page.tsx';
import { createPress } from './press.ts';
import { sendLetter, sendPoster, sendStrips } from './send-handout.ts';
import { type HandoutMatter, readWanted, type Wanted } from './wanted.ts';

/** The use cases behind them, and the doors of this installation. */
export type HandoutDependencies = Pick<Wanted, 'codesOf' | 'doors'> & {
  /** @returns `null` where there is no such consultation */
  readonly matterOf: (consultationId: string) => Promise<HandoutMatter | null>;
};

/** Under which addresses handouts are found, who reaches them, and what of them. */
type Shelf = {
  /** Ends before `/handouts`. */
  readonly path: '/consultations' | '/nearby';
  readonly placesOf: (visit: Visit, matter: HandoutMatter) => readonly LocalityCode[] | null;
  readonly shown: (visit: Visit, matter: HandoutMatter) => HandoutMatter;
};

/** Of those whose consultation it is. */
const OWN: Shelf = {
  path: '/consultations',
  placesOf: (_visit, { place }) => [place],
  shown: (_visit, matter) => matter,
};

/** Of those in whose place children are asked: with the codes their children may use, and no one-time codes. */
const NEARBY: Shelf = {
  path: '/nearby',
  placesOf: (visit, { consultation }) => concerned(visit, consultation),
  shown(visit, matter) {
    const own = concerned(visit, matter.consultation) ?? [];
    const { gazetteer } = visit.ground;
    const isOwn = (place: LocalityCode) =>
      own.some((one) => liesIn(place, one, gazetteer) || liesIn(one, place, gazetteer));
    const codes = matter.codes.filter(({ place }) => place === null || isOwn(place));
    return { ...matter, codes, sheets: [] };
  },
};

/** Builds the routes. */
export function handoutRoutes(deps: HandoutDependencies): readonly ConsoleRoute[] {
  const press = createPress();
  const [own, nearby] = [routesOf(OWN, deps, press), routesOf(NEARBY, deps, press)];
  return [
    ...own('consultation.read'),
    ...nearby('consultation.read'),
    // One-time codes let in whoever reads them first.
    ...own('consultation.run', { '/strips.pdf': sendStrips }),
  ];
}

type Serve = (wanted: Wanted) => Response | Promise<Response>;

const PAGES: Readonly<Record<string, Serve>> = {
  '': showHandouts,
  '/poster.pdf': sendPoster,
  '/parents.pdf': sendLetter('parents'),
  '/teachers.pdf': sendLetter('teachers'),
};

function routesOf(shelf: Shelf, { matterOf, codesOf, doors }: HandoutDependencies, press: Wanted['press']) {
  const placesOf = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const matter = await matterOf(visit.param('consultation'));
    return matter === null ? null : shelf.placesOf(visit, matter);
  };
  const served = (serve: Serve) => async (visit: Visit) => {
    const found = await matterOf(visit.param('consultation'));
    const matter = found === null ? null : shelf.shown(visit, found);
    const base = `/console${shelf.path}/${visit.param('consultation')}/handouts`;
    const wanted = matter === null ? null : readWanted({ visit, base, matter, doors, press, codesOf });
    if (wanted !== null) return serve(wanted);
    return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
  };
  return (deed: ConsoleRoute['deed'], pages: Readonly<Record<string, Serve>> = PAGES) =>
    Object.entries(pages).map(
      ([name, serve]): ConsoleRoute => ({
        method: 'get',
        path: `${shelf.path}/:consultation/handouts${name}`,
        ...{ deed, placesOf, handle: served(serve) },
      }),
    );
}
