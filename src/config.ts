/** The settings: read once from the environment, every mistake told in one message. */

import { z } from 'zod';
import { parseDaySpans, parseWeekDays } from './core/broadcast/sending-hours.ts';
import { DEFAULT_MIN_CELL } from './core/consultation.ts';

/** Bytes a secret key has at least. */
const MIN_SECRET_BYTES = 32;

const flag = z.enum(['0', '1'], { error: 'must be 1 (on) or 0 (off)' }).transform((value) => value === '1');
const secret = z.string().regex(/^[A-Za-z0-9_-]{8,256}$/, 'must be 8 to 256 of A-Z a-z 0-9 _ -');
const url = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' });
const root = url.transform((value) => value.replace(/\/+$/, ''));

const spans = z
  .string()
  .refine(
    (text) => parseDaySpans(text) !== null,
    'must be hours such as 20:00-07:00, several with commas, or none',
  );
const weekDays = z
  .string()
  .refine(
    (text) => parseWeekDays(text) !== null,
    'must be days such as 1-5 or 1,3,5 (1 is Monday, 7 is Sunday), or none',
  );

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const networks = z
  .string()
  .transform((text) => (text === 'none' ? [] : text.split(',').map((one) => one.trim())))
  .refine(
    (list) => list.every((one) => network.safeParse(one).success),
    'must be addresses or networks such as 10.1.0.0/16, several with commas, or none',
  );

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

/** Every setting, as text in the environment. `.env.example` describes each; a test holds the two together. */
export const SETTINGS = {
  PORT: whole(0, 65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: root.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'must be a PostgreSQL address: postgresql://user:password@host:5432/name')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  SECRET_KEY: z
    .string()
    .refine(
      (value) => new TextEncoder().encode(value).length >= MIN_SECRET_BYTES,
      `must be at least ${MIN_SECRET_BYTES} bytes long`,
    )
    .optional(),
  DEMO: flag.optional(),
  DEMO_RESPONSES: whole(0, 5_000).default(240),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'must look like 123456:ABC-def, as @BotFather gives it')
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: secret.optional(),
  TELEGRAM_BOT_USERNAME: z
    .string()
    .regex(/^\w{3,32}$/, 'must be the bot’s name without @')
    .optional(),
  TELEGRAM_API_ROOT: root.default('https://api.telegram.org'),
  TELEGRAM_RATE: whole(1, 10_000).default(30),
  ZALO_BOT_TOKEN: z
    .string()
    .regex(/^\d+:.+$/, 'must look like 123456:secret, as Zalo Bot Creator gives it')
    .optional(),
  ZALO_WEBHOOK_SECRET: secret.optional(),
  ZALO_BOT_LINK: url.optional(),
  ZALO_API_ROOT: root.default('https://bot-api.zaloplatforms.com'),
  ZALO_RATE: whole(1, 10_000).default(5),
  ZALO_OA_ID: z.string().min(1).optional(),
  ZALO_OA_APP_ID: z.string().min(1).optional(),
  ZALO_OA_SECRET_KEY: z.string().min(1).optional(),
  ZALO_OA_APP_SECRET_KEY: z.string().min(1).optional(),
  ZALO_OA_REFRESH_TOKEN: z.string().min(1).optional(),
  ZALO_OA_API_ROOT: root.default('https://openapi.zalo.me'),
  ZALO_OA_RATE: whole(1, 10_000).default(20),
  OIDC_ISSUER: root.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().max(60, 'must be at most 60 characters').optional(),
  QUIET_HOURS: spans.default('20:00-07:00'),
  SCHOOL_HOURS: spans.default('07:00-11:30,13:30-17:00'),
  SCHOOL_DAYS: weekDays.default('1-5'),
  BROADCASTS_PER_WEEK: whole(1, 7).default(2),
  ZALO_MONTHLY_MESSAGES: whole(0, 100_000_000).default(3_000),
  ZALO_PEOPLE: whole(0, 1_000).default(50),
  ZALO_OA_MONTHLY_MESSAGES: whole(0, 100_000_000).default(0),
  ZALO_OA_WINDOW_DAYS: whole(1, 7).default(2),
  SEAL_BATCH: whole(2, 1_000).default(10),
  MIN_CELL: whole(3, 100).default(DEFAULT_MIN_CELL),
  RELEASE_EVERY_DAYS: whole(0, 365).default(1),
  RELEASE_FROM_HOUR: whole(0, 23).default(3),
  MODERATION_DAYS: whole(1, 60).default(7),
  CONTACT_DAYS: whole(0, 365).default(30),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must look like smtps://name:password@mail.example:465' })
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').default('em-noi@localhost.localdomain'),
  WEBHOOKS_INSECURE: flag.optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('info'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9._~+/-]{16,256}=*$/, 'must be 16 to 256 of A-Z a-z 0-9 . _ ~ + / -')
    .optional(),
  STOP_DELAY: whole(0, 300).default(0),
  TRUSTED_PROXY: networks.optional(),
} as const;

const schema = z.object(SETTINGS);

type Given = Readonly<Record<string, string>>;

const OA = ['ZALO_OA_ID', 'ZALO_OA_APP_ID', 'ZALO_OA_SECRET_KEY', 'ZALO_OA_REFRESH_TOKEN'] as const;

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** Settings that others make necessary: which, because of which, and a word on why. */
function missing(given: Given): string[] {
  const needs: (readonly [needed: string, because: string, note: string])[] = [
    ['SECRET_KEY', 'DATABASE_URL', `: at least ${MIN_SECRET_BYTES} bytes, the same in every process`],
    ['TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_BOT_TOKEN', ''],
    ['ZALO_WEBHOOK_SECRET', 'ZALO_BOT_TOKEN', ''],
    ...OA.flatMap((needed) => OA.map((because) => [needed, because, ''] as const)),
    ...OIDC.flatMap((needed) => OIDC.map((because) => [needed, because, ''] as const)),
  ];
  const told = new Map<string, string>();
  for (const [needed, because, note] of needs) {
    if (given[because] === undefined || given[needed] !== undefined || told.has(needed)) continue;
    told.set(needed, `  ${needed} is required with ${because}${note}`);
  }
  return [...told.values()];
}

/** The settings, checked, with defaults filled in. */
export type Config = z.infer<typeof schema>;

/** What reading gave: the settings, or every mistake as one message for whoever starts the program. */
export type ConfigOutcome =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'faulty'; readonly message: string };

/**
 * Reads the settings. An empty value counts as not set.
 *
 * @param environment for example `process.env`; other names in it are left alone
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const given: Record<string, string> = {};
  for (const name of Object.keys(SETTINGS)) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = schema.safeParse(given);
  const absent = missing(given);
  if (parsed.success && absent.length === 0) return { kind: 'valid', config: parsed.data };
  const wrong = parsed.error?.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`) ?? [];
  const lines = [...wrong, ...absent];
  return {
    kind: 'faulty',
    message: `Em Nói cannot start. Settings to mend:\n${[...new Set(lines)].join('\n')}`,
  };
}
