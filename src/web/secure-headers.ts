/** The security headers of everything a browser shows. */

import type { MiddlewareHandler } from 'hono';

/** Own scripts and styles only, from files; nothing inline, nothing framed, nothing sent elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** No page of ours wants any of these, so no script may ever ask a child for them. */
const REFUSED_POWERS = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics'];

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': REFUSED_POWERS.map((power) => `${power}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * For the console and the council: by `no-referrer` browsers hide from us where a form of our own comes from, and over plain http, on an
 * office's network, nothing else says so.
 *
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
const CONSOLE_REFERRER = 'same-origin';

/** One year, in seconds. */
const HTTPS_ONLY = 'max-age=31536000';

/**
 * Sets them on every response behind it, and `Cache-Control: no-store` where the route said nothing: what a child
 * sees must not stay in the cache of a shared phone.
 */
export function secureHeaders(options: { readonly https: boolean }): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (/^\/(?:console|council)(?:\/|$)/.test(c.req.path))
      c.res.headers.set('Referrer-Policy', CONSOLE_REFERRER);
    if (options.https) c.res.headers.set('Strict-Transport-Security', HTTPS_ONLY);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  };
}
