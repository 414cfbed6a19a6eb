/** What a Worker shows of results: public pages with pictures as SVG, and the reading for other systems. */

import type { Context, Hono } from 'hono';
import type { WorkerService } from '../compose/worker-service.ts';
import type { Log } from '../ports/log.ts';

/** The faces that a request asks for; the others are not built. */
export type PublishedFaces = { readonly results?: Hono; readonly programs?: Pick<Hono, 'fetch'> };

/** Pictures drawn before, of all requests to this copy of the Worker: they are plain text. */
let pictures: ((name: string, draw: () => string) => string) | undefined;

/** Builds what a path needs. What draws and describes is big, and loaded with the first request for it. */
export async function publishedFaces(
  { pathname }: URL,
  service: WorkerService,
  log: Log,
): Promise<PublishedFaces> {
  const { say, publicUrl } = service;
  if (/^\/results(\/|$)/.test(pathname)) {
    const [{ publicResults }, { drawingKit }, { keepPictures }] = await Promise.all([
      import('../web/results/result-routes.tsx'),
      import('../web/council/council-routes.tsx'),
      import('../web/council/pictures.ts'),
    ]);
    pictures ??= keepPictures();
    const { results, gazetteer } = await service.published();
    const kit = drawingKit(results, { pictures, forms: ['svg'] });
    return { results: publicResults({ say, results, gazetteer }, kit) };
  }
  if (/^\/api\/v1(\/|$)/.test(pathname)) {
    const { createApi } = await import('../web/api/api.ts');
    const { api } = await service.published();
    // Cloudflare writes this itself, whatever came in.
    const peer = (c: Context) => c.req.header('cf-connecting-ip');
    return { programs: createApi({ ...api, say, log, publicUrl, peer }) };
  }
  return {};
}
