/** The printed and written things that lead children to a consultation: a page of them, and each as a PDF. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
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

/** Builds the routes. */
export function handoutRoutes(deps: HandoutDependencies): readonly ConsoleRoute[] {
  const press = createPress();
  const { matterOf, codesOf, doors } = deps;
  const placesOf = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const matter = await matterOf(visit.param('consultation'));
    return matter === null ? null : [matter.place];
  };
  const served = (serve: (wanted: Wanted) => Response | Promise<Response>) => async (visit: Visit) => {
    const matter = await matterOf(visit.param('consultation'));
    const wanted = matter === null ? null : readWanted({ visit, matter, doors, press, codesOf });
    if (wanted !== null) return serve(wanted);
    return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
  };
  const route = (name: string, deed: ConsoleRoute['deed'], handle: ConsoleRoute['handle']): ConsoleRoute => ({
    method: 'get',
    path: `/consultations/:consultation/handouts${name}`,
    ...{ deed, placesOf, handle },
  });
  return [
    route('', 'consultation.read', served(showHandouts)),
    route('/poster.pdf', 'consultation.read', served(sendPoster)),
    route('/parents.pdf', 'consultation.read', served(sendLetter('parents'))),
    route('/teachers.pdf', 'consultation.read', served(sendLetter('teachers'))),
    // One-time codes let in whoever reads them first.
    route('/strips.pdf', 'consultation.run', served(sendStrips)),
  ];
}
