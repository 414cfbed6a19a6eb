/** The frame of every page: head, styles, icon. */

import type { Child } from 'hono/jsx';
import type { Language } from '../core/language.ts';
import { assetUrl, ICON_URL } from './assets.ts';

/** What a page tells its frame. `style` and `script` are asset names. */
export type LayoutProps = {
  readonly language: Language;
  readonly title: string;
  readonly style: string;
  readonly script?: string;
  /** For pages that no search engine should list. */
  readonly hidden?: boolean;
  readonly children: Child;
};

/** Draws a whole document but its doctype. */
export function Layout(props: LayoutProps) {
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fff8ef" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1c1917" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        {props.hidden && <meta name="robots" content="noindex" />}
        <title>{props.title}</title>
        <link rel="icon" type="image/svg+xml" href={ICON_URL} />
        <link rel="stylesheet" href={assetUrl(props.style)} />
        {props.script && <script defer src={assetUrl(props.script)} />}
      </head>
      <body>{props.children}</body>
    </html>
  );
}

/** The sign and our name. */
export function Brand() {
  return (
    <span class="brand">
      <img src={ICON_URL} alt="" width="32" height="32" />
      <span lang="vi">Em Nói</span>
    </span>
  );
}
