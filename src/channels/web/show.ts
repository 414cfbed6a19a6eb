/** Says what a child sees of a payload: a bubble, its options below each other, the controls in a row. */

import type { ShownButton, ShownMessage } from '../../core/shown-message.ts';
import type { WebPayload } from './schema.ts';

/** Shows one payload. */
export function show(payload: WebPayload): ShownMessage {
  const { text, choices, progress, done, entry, language } = payload;
  const options = choices.filter(({ role }) => role === 'option');
  const controls = choices.filter(({ role }) => role === 'control');
  const shown = options.map(
    ({ id, label, number, picked }, at): ShownButton => ({
      ...{ id, label, role: 'option' },
      ...(payload.numbered === false ? {} : { number: number ?? at + 1 }),
      ...(picked === undefined ? {} : { picked }),
    }),
  );
  const row = controls.map(({ id, label }): ShownButton => ({ id, label, role: 'control' }));
  return {
    text,
    rows: [...shown.map((one) => [one]), ...(row.length === 0 ? [] : [row])],
    ...(progress === undefined ? {} : { progress }),
    done,
    ...(entry === undefined ? {} : { entry }),
    ...(language === undefined ? {} : { language }),
  };
}
