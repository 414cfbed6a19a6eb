/** Rules of length: every text and label fits every channel that the flow names. */

import type { AgeBand } from '../../age-band.ts';
import { CHANNEL_LIMITS, type ChannelLimits, type ChannelName } from '../../channel.ts';
import { YES_NO_LABELS } from '../compile-flow.ts';
import type { ExpandedQuestion, Path } from '../expand-blocks.ts';
import type { FlowTextSource, OptionSource } from '../question-source.ts';
import { readText } from '../text.ts';
import { pipe, THRESHOLD } from '../walk.ts';
import { questionNamed, type TextRole, textsOf, type WrittenFlow, wordingsOf } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** What a channel adds to a question: `(12/34)` before it, and the controls to type after it. */
const OVERHEAD = 120;

/** An earlier number or name of a place, put into a text. */
const PIPED_UNITS = 40;

/** Texts and labels that are too long, and options that together are. */
export function limitFaults(flow: WrittenFlow): readonly Fault[] {
  const questions = flow.expansion.questions.filter(({ source }) => !flow.standIns.has(source));
  return flow.channels.flatMap((channel) => [
    ...questions.flatMap((question) => [
      ...textFaults(flow, question, channel),
      ...labelFaults(question, channel),
    ]),
    ...closingFaults(flow, channel),
  ]);
}

const ASKING: ReadonlySet<TextRole> = new Set(['text', 'simpler']);

function textFaults(flow: WrittenFlow, question: ExpandedQuestion, channel: ChannelName): readonly Fault[] {
  const { maxText } = CHANNEL_LIMITS[channel];
  const options = listedOptions(question, CHANNEL_LIMITS[channel]);
  return textsOf(question).flatMap(({ text, path, role }): readonly Fault[] => {
    if (role === 'label') return [];
    return everyWording(text).flatMap(({ language, band, words, path: inner }): readonly Fault[] => {
      const said = pipe(words, (name) =>
        name === THRESHOLD ? '10' : longestAnswer(questionNamed(flow, name, question.scopes), language),
      );
      const list = ASKING.has(role) ? listLength(options, language, band) : 0;
      const length = said.length + list + OVERHEAD;
      if (length <= maxText) return [];
      const together = list === 0 ? '' : ', with its numbered options,';
      const message = `this text${together} has ${length} characters on ${channel}, which carries ${maxText}`;
      const advice =
        list > said.length
          ? 'Shorten the labels or take fewer options.'
          : 'Shorten it, or make a card of the first half.';
      const code = list > said.length ? 'too-many-options' : 'text-too-long';
      const at = code === 'too-many-options' ? [...question.path, 'options'] : [...path, ...inner];
      const facts = { length, channel, most: maxText };
      return [
        {
          code,
          path: at,
          ...(code === 'too-many-options' ? { variant: 'list' } : {}),
          facts,
          message,
          advice,
        },
      ];
    });
  });
}

function closingFaults({ closing }: WrittenFlow, channel: ChannelName): readonly Fault[] {
  const { maxText } = CHANNEL_LIMITS[channel];
  return everyWording(closing ?? {}).flatMap(({ words, path }): readonly Fault[] => {
    if (words.length + OVERHEAD <= maxText) return [];
    const message = `the closing has ${words.length} characters; ${channel} carries ${maxText}`;
    const facts = { length: words.length + OVERHEAD, channel, most: maxText };
    return [{ code: 'text-too-long', path: ['closing', ...path], facts, message, advice: 'Shorten it.' }];
  });
}

type FoundWording = {
  readonly language: string;
  readonly band: AgeBand | null;
  readonly words: string;
  readonly path: Path;
};

function everyWording(text: FlowTextSource): readonly FoundWording[] {
  return Object.keys(text).flatMap((language) =>
    wordingsOf(text, language).map(({ band, words, path }) => ({
      language,
      band: band === 'all' ? null : band,
      words,
      path,
    })),
  );
}

/** The options that a channel writes into the text: all of them where it has too few buttons. */
function listedOptions(question: ExpandedQuestion, limits: ChannelLimits): readonly OptionSource[] {
  const options = optionsOf(question);
  return limits.choiceUi === 'numbered' || options.length > limits.maxButtons ? options : [];
}

function optionsOf({ source }: ExpandedQuestion): readonly OptionSource[] {
  if ('options' in source) return source.options;
  if (source.kind !== 'yes-no') return [];
  return [
    { id: 'yes', label: { ...YES_NO_LABELS.yes, ...source.yes } },
    { id: 'no', label: { ...YES_NO_LABELS.no, ...source.no } },
  ];
}

/** Length of the numbered lines. */
function listLength(options: readonly OptionSource[], language: string, band: AgeBand | null): number {
  return options.reduce((sum, option, at) => {
    const line = `\n${at + 1}. ${faced(option, readText(option.label, language, band))}`;
    return sum + line.length;
  }, 0);
}

function faced({ face }: OptionSource, label: string): string {
  return face === undefined ? label : `${face} ${label}`;
}

function longestAnswer(question: ExpandedQuestion | undefined, language: string): string {
  if (question === undefined) return '';
  const lengths = optionsOf(question).map(({ label }) =>
    Math.max(...wordingsOf(label, language).map(({ words }) => words.length + 2), 0),
  );
  const { kind } = question.source;
  const length =
    kind === 'choices' || kind === 'rank' ? lengths.reduce((a, b) => a + b, 0) : Math.max(0, ...lengths);
  return '…'.repeat(lengths.length === 0 ? PIPED_UNITS : length);
}

function labelFaults(question: ExpandedQuestion, channel: ChannelName): readonly Fault[] {
  const { maxLabel } = CHANNEL_LIMITS[channel];
  const labels = textsOf(question).filter(({ role }) => role === 'label');
  return labels.flatMap(({ text, path }) => {
    const option = 'options' in question.source ? question.source.options[Number(path.at(-2))] : undefined;
    return everyWording(text).flatMap(({ words, path: inner }): readonly Fault[] => {
      const { length } = option === undefined ? words : faced(option, words);
      if (length <= maxLabel) return [];
      const message = `this label has ${length} characters with its face; a button on ${channel} shows ${maxLabel}`;
      return [
        {
          code: 'label-too-long',
          path: [...path, ...inner],
          facts: { length, channel, most: maxLabel },
          message,
          advice: 'Shorten it; details belong in the question.',
        },
      ];
    });
  });
}
