/** Our sign, a speech bubble with a smile; its green is seen on light and on dark. */

/** A whole SVG document. */
export const ICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#178a7e" d="M16 3C8.3 3 2 8 2 14.5c0 4 2.4 7.4 6 9.5L7 29.5l6.4-3.7q1.3.2 2.6.2c7.7 0 14-5 14-11.5S23.7 3 16 3z"/><g fill="none" stroke="#fff8ef" stroke-linecap="round" stroke-width="2.6"><path d="M11.5 11v1.5M20.5 11v1.5"/><path d="M10.5 17.2q5.5 5 11 0"/></g></svg>';
