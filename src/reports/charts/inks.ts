/** The colours of pictures: names that pages give by day and by night, and what they are in a file of its own. */

/** By the name of the style's variable; by day, as in `web/tokens.css` and `web/council/charts.css`. */
const BY_DAY = {
  '--ink': '#2b2621',
  '--soft': '#655a50',
  '--line': '#d9cdbd',
  '--surface': '#ffffff',
  '--edge': '#4f8d85',
  '--chart-1': '#d8f0ea',
  '--chart-2': '#a5d5cb',
  '--chart-3': '#6fb3a8',
  '--chart-4': '#2f8077',
  '--chart-5': '#0f6b63',
  '--chart-on-1': '#2b2621',
  '--chart-on-2': '#2b2621',
  '--chart-on-3': '#2b2621',
  '--chart-on-4': '#ffffff',
  '--chart-on-5': '#ffffff',
} as const;

/** A colour as a page's style gives it, so that one picture serves day and night. */
export function ink(name: InkName): string {
  return `var(--${name})`;
}

/** @see ink */
export type InkName = keyof typeof BY_DAY extends `--${infer Name}` ? Name : never;

/** Steps from light to dark, for things that have an order. */
const STEPS = [1, 2, 3, 4, 5] as const;

/** Colour of a point on a scale, and that of words on it. @param at from 0 @param of how many points there are */
export function step(at: number, of: number): { readonly fill: string; readonly on: string } {
  const index = of <= 1 ? STEPS.length - 1 : Math.round((at / (of - 1)) * (STEPS.length - 1));
  const number = STEPS[index] ?? 5;
  return { fill: ink(`chart-${number}`), on: ink(`chart-on-${number}`) };
}

/** The hatching of what is withheld; replaced by a pattern of the picture's own. */
export const HATCH = 'url(#hatch)';

/** Puts in the colours by day, where no style of a page gives them. */
export function inkedByDay(svg: string): string {
  const names: Readonly<Record<string, string>> = BY_DAY;
  return svg.replace(/var\((--[a-z0-9-]+)\)/g, (whole, name: string) => names[name] ?? whole);
}
