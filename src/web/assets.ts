/** Scripts and styles under addresses that change with their content, and the icon. */

import { Hono } from 'hono';
import { type Asset, assets } from './assets.generated.ts';
import { ICON_SVG } from './icon.ts';

const ICON_FILE = 'icon.svg';

/** Address of the icon, whose content has no hash: it is asked for again after a day. */
export const ICON_URL = `/assets/${ICON_FILE}`;

/**
 * The address of an asset.
 *
 * @param name its path under src/web, with `.client.ts` written as `.js`
 * @throws if it was not built: a page must not be served without it
 */
export function assetUrl(name: string): string {
  const asset = assets[name];
  if (asset === undefined) throw new Error(`No asset ${name}: run npm run generate`);
  return `/assets/${fileName(name, asset)}`;
}

function fileName(name: string, asset: Asset): string {
  if (asset.hash === null) return name;
  return name.replaceAll('/', '-').replace(/\.[a-z]+$/, (ending) => `.${asset.hash}${ending}`);
}

/** Builds `GET /assets/:file`. The hash is part of the name, so a browser never has to ask twice. */
export function assetRoutes(): Hono {
  const files = new Map(Object.entries(assets).map(([name, asset]) => [fileName(name, asset), asset]));
  const routes = new Hono();
  // One route for all: a fixed name beside a parameter is more than Hono's fastest router takes.
  routes.get('/:file', (c) => {
    const file = c.req.param('file');
    if (file === ICON_FILE) {
      return c.body(ICON_SVG, 200, {
        'Content-Type': 'image/svg+xml',
        'Cache-Control': 'public, max-age=86400',
      });
    }
    const asset = files.get(file);
    if (asset === undefined) return c.notFound();
    const body = asset.hash === null ? bytesOf(asset.body) : asset.body;
    return c.body(body, 200, {
      'Content-Type': asset.contentType,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  return routes;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
