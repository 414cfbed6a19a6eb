/** The part of a public address that names a consultation. */

/** Longest slug. */
const LONGEST = 60;

/** Tells whether a text may be a slug: `[a-z0-9][a-z0-9-]{2,59}`. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{2,59}$/.test(text);
}

/**
 * Makes a slug of a title: "Giờ ra chơi vui" becomes `gio-ra-choi-vui`.
 *
 * @returns `null` where too little is left of it
 */
export function slugOf(title: string): string | null {
  const slug = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return isSlug(slug) ? slug : null;
}
