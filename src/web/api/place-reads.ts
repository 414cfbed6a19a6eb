/** Localities, and the indicators of a place, for programs. */

import type { OpenAPIHono } from '@hono/zod-openapi';
import { type Locality, NATION } from '../../core/locality.ts';
import { liesIn } from '../../core/staff/member.ts';
import type { ApiDependencies, ApiEnvironment } from './api-dependencies.ts';
import { ApiRefusal, pageFrom, readingRoute } from './api-route.ts';
import {
  ByCode,
  IndicatorItem,
  IndicatorQuery,
  LocalityItem,
  LocalityPage,
  LocalityQuery,
} from './schemas.ts';

/** Adds the routes. */
export function addPlaceReads(app: OpenAPIHono<ApiEnvironment>, deps: ApiDependencies): void {
  const { gazetteer } = deps;
  app.openapi(
    readingRoute({
      path: '/localities',
      summary: 'The provinces, or the communes of one',
      request: { query: LocalityQuery },
      answer: LocalityPage,
    }),
    (c) => {
      const { within, ...paging } = c.req.valid('query');
      if (within !== NATION && gazetteer.find(within)?.level !== 'province')
        throw new ApiRefusal('nothing-there');
      const all = within === NATION ? gazetteer.provinces() : gazetteer.communesOf(within);
      const { items, next } = pageFrom(all, ({ code }) => code, paging);
      return c.json({ items: items.map(localityItem), next }, 200);
    },
  );
  app.openapi(
    readingRoute({
      path: '/localities/{code}',
      summary: 'A province or a commune',
      request: { params: ByCode },
      answer: LocalityItem,
    }),
    (c) => {
      const found = gazetteer.find(c.req.valid('param').code);
      if (found === undefined) throw new ApiRefusal('nothing-there');
      return c.json(localityItem(found), 200);
    },
  );
  app.openapi(
    readingRoute({
      path: '/indicators',
      summary: 'Figures of the participation indicators of a place, year by year; with a key only',
      request: { query: IndicatorQuery },
      answer: IndicatorItem,
    }),
    async (c) => {
      const reader = c.get('reader');
      const { place } = c.req.valid('query');
      if (reader.kind === 'everyone') throw new ApiRefusal('key-needed');
      if (place !== NATION && gazetteer.find(place) === undefined) throw new ApiRefusal('nothing-there');
      if (!liesIn(place, reader.place, gazetteer)) throw new ApiRefusal('nothing-there');
      const years = await deps.indicators(place);
      const items = years.map(({ year, isClosed, figures }) => ({
        ...{ year, closed: isClosed, figures: { ...figures } },
      }));
      return c.json({ place, years: items }, 200);
    },
  );
}

function localityItem({ code, level, kind, name, parentCode }: Locality) {
  return { code, level, kind, name, parent: parentCode };
}
