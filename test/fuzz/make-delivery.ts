/** Makes up deliveries: a good one of some channel, broken in one way or another, signed or not. */

import { createHash } from 'node:crypto';
import { readVectors, withPath } from '../channels/vectors.ts';
import { createDice, type Dice } from '../no-loss/dice.ts';
import { mutateBytes, mutateText, mutateValue } from './mutate.ts';
import { BODY_LIMIT, MARK, rubbishText } from './rubbish.ts';

/** One request to the server. */
export type FuzzedDelivery = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether it carries what proves that it comes from the vendor; on the web there is no such thing. */
  readonly isProven: boolean;
};

/** What the server knows its vendors by. */
export type VendorSecrets = {
  readonly webhook: string;
  readonly oaAppId: string;
  readonly oaSecretKey: string;
};

/** Channels that are fuzzed. */
export const FUZZED = ['telegram', 'zalo', 'zalo-oa', 'web'] as const;
type Fuzzed = (typeof FUZZED)[number];

/** Browsers of the fuzzer, each with a cookie of its own: more walks than these cannot be begun. */
export const BROWSERS = 40;

/** Messages repeat after this many: what repeats is stored once. Far from the numbers of the good children's messages. */
const DIFFERENT_IDS = 400;

const BODIES: Readonly<Record<Fuzzed, readonly unknown[]>> = {
  telegram: bodiesOf('telegram', /^T\d/),
  zalo: bodiesOf('zalo', /^Z\d/),
  'zalo-oa': bodiesOf('zalo-oa', /^O\d/),
  web: [
    { id: 'id-1', text: `${MARK} chào` },
    { id: 'id-2', choice: `b:ab12cd:mood:${MARK.slice(0, 12)}` },
    { id: 'id-3' },
  ],
};

/** Where a body tells whose it is, and which message it is. */
const IDS: Readonly<Record<Fuzzed, readonly (readonly string[])[]>> = {
  telegram: [['update_id']],
  zalo: [['message', 'message_id']],
  'zalo-oa': [['message', 'msg_id']],
  web: [['id']],
};

function bodiesOf(name: string, wanted: RegExp): readonly unknown[] {
  const { all, body } = readVectors(name);
  return all
    .filter((one) => wanted.test(one.id))
    .flatMap(({ id, raw, deliver, update_ids }) => {
      return raw === undefined && deliver === undefined && update_ids === undefined ? [body(id)] : [];
    });
}

/** The delivery with this number of this seed: always the same. */
export function makeDelivery(seed: number, number: number, secrets: VendorSecrets): FuzzedDelivery {
  const dice = createDice(seed + number, `delivery ${number}`);
  const channel = dice.pick(FUZZED);
  const body = makeBody(channel, dice);
  const way = dice.share();
  const headers = { ...typeHeader(dice), ...(dice.chance(0.05) ? oddHeaders(dice) : {}) };
  if (channel === 'web') return webDelivery(dice, body, headers);
  const isProven = way < 0.75;
  const proof = channel === 'zalo-oa' ? oaProof(body, secrets) : secretHeader(channel, secrets.webhook);
  return {
    path: `/webhooks/${channel}`,
    headers: { ...headers, ...(isProven ? proof : wrongProof(proof, dice)) },
    body,
    isProven,
  };
}

function makeBody(channel: Fuzzed, dice: Dice): Buffer {
  const good = withIds(channel, dice.pick(BODIES[channel]), dice);
  const text = JSON.stringify(dice.chance(0.7) ? mutateValue(good, dice) : good) ?? '';
  const way = dice.share();
  if (way < 0.55) return Buffer.from(text);
  if (way < 0.85) return Buffer.from(mutateText(text, dice));
  if (way < 0.995) return mutateBytes(text, dice);
  return Buffer.from(text.padEnd(BODY_LIMIT + dice.between(-2, 2)));
}

function withIds(channel: Fuzzed, body: unknown, dice: Dice): unknown {
  const id = dice.below(DIFFERENT_IDS);
  const [path = []] = IDS[channel];
  return withPath(body, path, channel === 'telegram' ? 900_000_000 + id : `id-${id}`);
}

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
  'a/b;c="',
];

function typeHeader(dice: Dice): Record<string, string> {
  if (dice.chance(0.9)) return { 'content-type': 'application/json' };
  const type = dice.pick(TYPES);
  return type === '' ? {} : { 'content-type': type };
}

function oddHeaders(dice: Dice): Record<string, string> {
  return {
    'accept-language': dice.pick(['*', ';;;q=', 'x'.repeat(2000), '-,-,-', 'en;q=9,vi;q=-1']),
    'x-request-id': dice.pick([MARK, 'a'.repeat(300), '-']),
    'x-forwarded-for': dice.pick([',,,', '::1', 'not an address', '1.1.1.1, 2.2.2.2']),
  };
}

function secretHeader(channel: 'telegram' | 'zalo', secret: string): Record<string, string> {
  return { [channel === 'telegram' ? 'x-telegram-bot-api-secret-token' : 'x-bot-api-secret-token']: secret };
}

/** As the vendor signs: whatever the body is, if it names a time. */
function oaProof(body: Buffer, { oaAppId, oaSecretKey }: VendorSecrets): Record<string, string> {
  const text = body.toString();
  const timestamp = timestampOf(text);
  const hash = createHash('sha256').update(oaAppId + text + timestamp + oaSecretKey);
  return { 'x-zevent-signature': `mac=${hash.digest('hex')}` };
}

function timestampOf(text: string): string {
  try {
    const { timestamp } = JSON.parse(text);
    return String(timestamp);
  } catch {
    return '';
  }
}

/** Absent, another, cut short, prolonged, or something else altogether. */
function wrongProof(proof: Readonly<Record<string, string>>, dice: Dice): Record<string, string> {
  const [name = '', value = ''] = Object.entries(proof)[0] ?? [];
  const wrong = dice.pick([
    null,
    '',
    value.slice(0, -1),
    `${value}0`,
    value.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    MARK,
    'mac=',
    `mac=${'0'.repeat(64)}`,
    'x'.repeat(4000),
  ]);
  return wrong === null ? {} : { [name]: wrong };
}

function webDelivery(dice: Dice, body: Buffer, headers: Record<string, string>): FuzzedDelivery {
  const odd = dice.pick([
    'NOPE',
    '%00',
    '%ff%fe',
    `%3Cb%3E${MARK}`,
    '..%2f..%2fetc',
    'x'.repeat(3000),
    rubbishPath(dice),
  ]);
  const isKnown = dice.chance(0.85);
  const path = isKnown
    ? `/c/THU${dice.chance(0.95) ? '/messages' : ''}`
    : dice.pick([`/c/${odd}/messages`, `/c/${odd}`]);
  const browser = String(dice.below(BROWSERS)).padStart(24, 'f');
  // Who comes without a good cookie gets one, and with it may begin a walk: only where no walk can begin.
  const cookie =
    isKnown || dice.chance(0.5) ? browser : dice.pick(['', 'a', '%00', `${MARK}${'x'.repeat(3000)}`, ';;=;']);
  return { path, headers: { ...headers, cookie: `em-noi=${cookie}` }, body, isProven: true };
}

function rubbishPath(dice: Dice): string {
  return encodeURIComponent(rubbishText(dice).toWellFormed().slice(0, 200));
}
