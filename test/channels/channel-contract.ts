/** The contract of the port `Channel`, passed by every channel. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboundContent, OutboundMessage } from '../../src/core/message.ts';
import type { Channel, Payload, SendOutcome } from '../../src/ports/channel.ts';
import type { Fault } from '../fake-vendors/faults.ts';
import { delivery } from './deliveries.ts';
import { hostileMessages } from './hostile-messages.ts';
import { JUNK_BODIES, mutations } from './junk.ts';

/** A delivery as it comes over the wire. */
export type Sample = { readonly body: unknown; readonly headers: Readonly<Record<string, string>> };

/** A button or choice below a rendered text. */
export type RenderedButton = { readonly label: string; readonly token: string };

/** A channel under test with all that is special about it. */
export type ChannelUnderTest = {
  readonly channel: Channel;
  /** The sender's account in every sample, and where messages are sent. */
  readonly account: string;
  /** What must never show in an outcome: tokens, keys. */
  readonly secrets: readonly string[];
  /** A genuine delivery of this text; `id` tells messages apart. */
  text(text: string, id?: number): Sample;
  readonly others: readonly {
    readonly name: string;
    readonly sample: Sample;
    readonly content: InboundContent;
  }[];
  /** Genuine headers spoilt: wrong, missing, longer, shorter. */
  spoil(headers: Readonly<Record<string, string>>): readonly Readonly<Record<string, string>>[];
  read(payload: Payload): { readonly text: string; readonly buttons: readonly RenderedButton[] };
  /** Faults to script and what must become of a send; absent where the channel cannot send. */
  readonly sending?: {
    readonly faults: readonly {
      readonly name: string;
      readonly fault: Fault;
      readonly outcome: SendOutcome['kind'];
    }[];
    script(fault: Fault): void;
    /** Texts that reached the account, and forgets them. */
    arrived(): readonly string[];
  };
  close(): Promise<void>;
};

/** Runs the contract. */
export function describeChannelContract(name: string, start: () => Promise<ChannelUnderTest>): void {
  describe(`${name} keeps the contract of a channel`, () => {
    let test: ChannelUnderTest;
    beforeAll(async () => {
      test = await start();
    });
    afterAll(() => test.close());
    describeVerifying(() => test);
    describeDecoding(() => test);
    describeJunk(() => test);
    describeRendering(() => test);
    describeSending(() => test);
  });
}

function describeVerifying(test: () => ChannelUnderTest): void {
  it('believes a genuine delivery and no spoilt one', async () => {
    const { body, headers } = test().text('Xin chào');
    expect(await test().channel.verify(delivery(body, headers))).toBe(true);
    for (const spoilt of test().spoil(headers)) {
      expect(await test().channel.verify(delivery(body, spoilt)), JSON.stringify(spoilt)).toBe(false);
    }
  });
}

function describeDecoding(test: () => ChannelUnderTest): void {
  const decode = ({ body, headers }: Sample) => test().channel.decode(delivery(body, headers));

  it('reads words with key, account, channel and time', () => {
    const [message, ...more] = decode(test().text('Xin chào')).messages;
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      channel: test().channel.name,
      account: test().account,
      content: { kind: 'text', text: 'Xin chào' },
    });
    expect(message?.sentAt.getTime()).toBeGreaterThan(0);
  });

  it('gives a repeated delivery the same key, and another message another', () => {
    const key = (sample: Sample) => decode(sample).messages[0]?.key;
    expect(key(test().text('a', 1))).toBe(key(test().text('a', 1)));
    expect(key(test().text('a', 1))).not.toBe(key(test().text('a', 2)));
  });

  it('reads what is not words', () => {
    for (const { name, sample, content } of test().others) {
      expect(
        decode(sample).messages.map((message) => message.content),
        name,
      ).toEqual([content]);
    }
  });

  it('cleans words: composed, without invisible signs, of bounded length', () => {
    const read = (text: string) => decode(test().text(text)).messages[0]?.content;
    expect(read('Vui\u200B vẻ\u0000'.normalize('NFD'))).toEqual({ kind: 'text', text: 'Vui vẻ' });
    expect(read('👩‍👧 em')).toEqual({ kind: 'text', text: '👩‍👧 em' });
    expect(read('\u200B\u2060')).toEqual({ kind: 'unsupported', what: 'other' });
    const long = read('😀'.repeat(4_000));
    expect(long).toEqual({ kind: 'text', text: '😀'.repeat(2_048) });
  });
}

function describeJunk(test: () => ChannelUnderTest): void {
  const decode = ({ body, headers }: Sample) => test().channel.decode(delivery(body, headers));

  it('ignores junk with a reason that is one of its own words', () => {
    const { headers } = test().text('x');
    for (const body of JUNK_BODIES) {
      const decoded = decode({ body, headers });
      expect(decoded.messages).toEqual([]);
      expect(decoded.ignored).toMatch(/^[a-z-]{3,30}$/);
    }
  });

  it('never throws, whatever is wrong inside a delivery, and never gives half a message', () => {
    const samples = [test().text('Xin chào'), ...test().others.map(({ sample }) => sample)];
    const spoilt = fc
      .constantFrom(...samples)
      .chain(({ body, headers }) => mutations(body).map((mutated): Sample => ({ body: mutated, headers })));
    fc.assert(
      fc.property(spoilt, (sample) => {
        const decoded = decode(sample);
        for (const message of decoded.messages) {
          expect(message.account).not.toBe('');
          expect(message.key).not.toBe('');
          expect(Number.isFinite(message.sentAt.getTime())).toBe(true);
        }
        if (decoded.messages.length === 0) expect(decoded.ignored).toMatch(/^[a-z-]{3,30}$/);
      }),
      { numRuns: 500 },
    );
  });
}

function describeRendering(test: () => ChannelUnderTest): void {
  const wellFormed = (text: string) =>
    expect(text.isWellFormed() && text === text.normalize('NFC')).toBe(true);

  it('stays within its limits and loses no option, whatever it is given', () => {
    const { channel, read } = test();
    const { maxText, maxLabel, maxTokenBytes, maxButtons } = channel.limits;
    fc.assert(
      fc.property(hostileMessages(channel.name === 'web' ? 3_500 : 5_000), (messages) => {
        const rendered = channel.render(messages).map(read);
        for (const { text, buttons } of rendered) {
          wellFormed(text);
          expect(text.length).toBeLessThanOrEqual(
            channel.name === 'web' ? Number.POSITIVE_INFINITY : maxText,
          );
          expect(text.trim()).not.toBe('');
          if (channel.name !== 'web') expect(buttons.length).toBeLessThanOrEqual(maxButtons);
          for (const { label, token } of buttons) {
            if (channel.name !== 'web') expect(label.length).toBeLessThanOrEqual(maxLabel);
            expect(Buffer.byteLength(token)).toBeLessThanOrEqual(maxTokenBytes);
            wellFormed(label);
          }
        }
        for (const message of messages) expectReachable(message, rendered);
      }),
      { numRuns: 200 },
    );
  });

  it('makes payloads that survive storage and hold no account', () => {
    const { channel, account } = test();
    const payloads = channel.render([
      { text: 'Em có vui không?', choices: [{ id: 'b:ab12cd:q:1', label: 'Có', role: 'option' }] },
    ]);
    expect(payloads).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(payloads))).toEqual(payloads);
    expect(JSON.stringify(payloads)).not.toContain(account);
  });

  it('renders nothing from nothing', () => {
    expect(test().channel.render([])).toEqual([]);
  });
}

/** Every option must be there as a button, or with its number as a line of text; every control by its token or word. */
function expectReachable(
  message: OutboundMessage,
  rendered: readonly { readonly text: string; readonly buttons: readonly RenderedButton[] }[],
): void {
  const tokens = new Set(rendered.flatMap(({ buttons }) => buttons.map(({ token }) => token)));
  // A text may be divided anywhere there is white space, so it is looked for without any.
  const squeeze = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
  const text = squeeze(rendered.map((one) => one.text).join(''));
  let number = 0;
  for (const choice of message.choices ?? []) {
    if (choice.role === 'option') number += 1;
    const word = squeeze(choice.label).toLowerCase();
    const written =
      choice.role === 'option'
        ? text.includes(`${number}.${squeeze(choice.label)}`)
        : text.toLowerCase().includes(word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, ''));
    expect(tokens.has(choice.id) || written, `${choice.role} ${number} ${choice.label}`).toBe(true);
  }
}

function describeSending(test: () => ChannelUnderTest): void {
  const payload = () => {
    const [first] = test().channel.render([{ text: 'Em có vui không?' }]);
    if (first === undefined) throw new Error('nothing rendered');
    return first;
  };
  const expectDiscreet = (outcome: SendOutcome) => {
    const said = JSON.stringify(outcome);
    for (const secret of [...test().secrets, test().account, '://']) {
      expect(said.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  };

  it('sends what it rendered, or says that it cannot', async () => {
    const outcome = await test().channel.send(test().account, payload());
    expectDiscreet(outcome);
    if (test().sending === undefined) expect(outcome.kind).toBe('refused');
    else expect([outcome.kind, test().sending?.arrived()]).toEqual(['sent', ['Em có vui không?']]);
  });

  it('turns every fault into an outcome that gives nothing away', async () => {
    const { sending, channel, account } = test();
    for (const { name, fault, outcome } of sending?.faults ?? []) {
      sending?.script(fault);
      const got = await channel.send(account, payload());
      expect([name, got.kind]).toEqual([name, outcome]);
      expectDiscreet(got);
    }
    sending?.arrived();
  });

  it('refuses a payload that is none of its own', async () => {
    expect((await test().channel.send(test().account, { nonsense: 1 })).kind).toBe('refused');
  });
}
