/** Outlines that ship with a Worker as text, by a rule of wrangler.toml. */

declare module '*.geojson' {
  const text: string;
  export = text;
}
