/** Records a whole conversation as text that a person can read and a change can be seen in. */

import type { OutboundMessage, UnsupportedContent } from '../../../src/core/message.ts';
import { Walker, type WalkOptions } from './walker.ts';

/** A walk that writes down what is said on both sides. */
export class Recorder {
  readonly child: Walker;
  readonly #lines: string[] = [];

  constructor(title: string, options: WalkOptions) {
    this.child = new Walker(options);
    this.#lines.push(`# ${title}`);
  }

  open(): this {
    this.#lines.push('', '(opens)');
    this.child.open();
    return this.#hear();
  }

  type(text: string): this {
    this.#lines.push('', `> ${text}`);
    this.child.type(text);
    return this.#hear();
  }

  tap(label: string): this {
    this.#lines.push('', `> [${label}]`);
    this.child.tap(label);
    return this.#hear();
  }

  /** Taps a button that is no longer the last one shown. */
  tapLate(question: string, option: string): this {
    this.#lines.push('', `> [${option} of ${question}, late]`);
    this.child.button(question, option);
    return this.#hear();
  }

  send(what: UnsupportedContent): this {
    this.#lines.push('', `> (${what})`);
    this.child.take({ kind: 'unsupported', what });
    return this.#hear();
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  #hear(): this {
    this.#lines.push(...this.child.said.flatMap(linesOf));
    if (this.child.said.length === 0) this.#lines.push('  (nothing)');
    for (const effect of this.child.effects) {
      const parts = Object.values(effect).map((part) =>
        typeof part === 'object' && part !== null ? JSON.stringify(part) : part,
      );
      this.#lines.push(`  · ${parts.join(' ')}`);
    }
    return this;
  }
}

/** Writes a message down. */
export function linesOf({
  text,
  choices = [],
  numbered,
  progress,
  done,
}: OutboundMessage): readonly string[] {
  const mark = progress === undefined ? '' : `${progress.at}/${progress.of} `;
  const options = choices.filter(({ role }) => role === 'option');
  const controls = choices.filter(({ role }) => role === 'control');
  return [
    ...`${mark}${text}`
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
    ...options.map(({ label, picked, number }, at) => {
      const place = numbered === false ? '' : `${number ?? at + 1}. `;
      return `    ${place}${label}${picked === true ? ' ✓' : ''}`;
    }),
    ...(controls.length === 0 ? [] : [`    (${controls.map(({ label }) => label).join(' · ')})`]),
    ...(done === true ? ['  (end)'] : []),
  ];
}
