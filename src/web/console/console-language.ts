/** The language of the console: chosen by hand once, else Vietnamese. */

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Language, SOURCE_LANGUAGE } from '../../core/language.ts';
import { askedLanguage, PAGE_LANGUAGES } from '../page-language.ts';

const COOKIE = 'console-language';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Reads it from `?lang=`, which is remembered, or from what was remembered. */
export function chooseConsoleLanguage(c: Context): Language {
  const asked = askedLanguage(c, PAGE_LANGUAGES);
  if (asked !== undefined) {
    const path = c.req.path.startsWith('/council') ? '/council' : '/console';
    setCookie(c, COOKIE, asked, { path, maxAge: YEAR_SECONDS, sameSite: 'Lax', httpOnly: true });
    return asked;
  }
  const kept = getCookie(c, COOKIE);
  return PAGE_LANGUAGES.find((language) => language === kept) ?? SOURCE_LANGUAGE;
}
