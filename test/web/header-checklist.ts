// A public checklist of security headers: what each lack or slip costs, and what goes beyond.
// @see https://github.com/mdn/mdn-http-observatory (scoring of the HTTP Observatory)
// @see https://owasp.org/www-project-secure-headers/ (headers and powers it lists)

/** One line of the checklist that changed the mark. */
export type Finding = { readonly rule: string; readonly points: number };

/** What the checklist makes of an answer. */
export type Grade = {
  readonly letter: string;
  readonly points: number;
  readonly findings: readonly Finding[];
};

/** What the base of 100 grows or shrinks by. Extra points count from 90 on, as in the public scoring. */
export function gradeOf(headers: Headers): Grade {
  const findings = RULES.flatMap(({ rule, judge }) => {
    const points = judge(headers);
    return points === 0 ? [] : [{ rule, points }];
  });
  const lost = findings.filter(({ points }) => points < 0).reduce((sum, { points }) => sum + points, 100);
  const extra = findings.filter(({ points }) => points > 0).reduce((sum, { points }) => sum + points, 0);
  const points = Math.max(0, lost >= 90 ? lost + extra : lost);
  return { letter: letterOf(points), points, findings };
}

const LETTERS: readonly (readonly [number, string])[] = [
  [100, 'A+'],
  [90, 'A'],
  [85, 'A-'],
  [80, 'B+'],
  [70, 'B'],
  [65, 'B-'],
  [60, 'C+'],
  [50, 'C'],
  [45, 'C-'],
  [40, 'D+'],
  [30, 'D'],
  [25, 'D-'],
];

function letterOf(points: number): string {
  return LETTERS.find(([least]) => points >= least)?.[1] ?? 'F';
}

type Rule = { readonly rule: string; readonly judge: (headers: Headers) => number };

const RULES: readonly Rule[] = [
  { rule: 'Content-Security-Policy', judge: judgePolicy },
  { rule: 'Strict-Transport-Security', judge: judgeTransport },
  {
    rule: 'X-Content-Type-Options',
    judge: (headers) => (headers.get('x-content-type-options') === 'nosniff' ? 0 : -5),
  },
  { rule: 'framing', judge: judgeFraming },
  { rule: 'Referrer-Policy', judge: judgeReferrer },
  { rule: 'Cross-Origin-Resource-Policy', judge: judgeResource },
  { rule: 'Set-Cookie', judge: judgeCookies },
  { rule: 'Access-Control-Allow-Origin', judge: judgeSharing },
  // Of the second list; what they cost is ours, so that a lack shows.
  {
    rule: 'Cross-Origin-Opener-Policy',
    judge: (headers) => (headers.get('cross-origin-opener-policy') === 'same-origin' ? 0 : -5),
  },
  { rule: 'Permissions-Policy', judge: judgePowers },
  {
    rule: 'what runs here',
    judge: (headers) => (headers.has('server') || headers.has('x-powered-by') ? -5 : 0),
  },
];

function judgePolicy(headers: Headers): number {
  const policy = headers.get('content-security-policy');
  if (policy === null) return -25;
  const parts = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().toLowerCase().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  const scripts = parts.get('script-src') ?? parts.get('default-src') ?? ['*'];
  const isOpen = (sources: readonly string[]) =>
    sources.some((one) => /^(\*|https?:|data:|'unsafe-)/.test(one));
  if (isOpen(scripts) || isOpen(parts.get('object-src') ?? parts.get('default-src') ?? ['*'])) return -20;
  if (isOpen(parts.get('style-src') ?? parts.get('default-src') ?? ['*'])) return 0;
  return parts.get('default-src')?.join() === "'none'" ? 10 : 5;
}

/** Six months at least, in seconds. */
const HALF_A_YEAR = 15_768_000;

function judgeTransport(headers: Headers): number {
  const age = /max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1];
  if (age === undefined) return -20;
  return Number(age) < HALF_A_YEAR ? -10 : 0;
}

function judgeFraming(headers: Headers): number {
  if (/frame-ancestors '(none|self)'/.test(headers.get('content-security-policy') ?? '')) return 5;
  return /^(deny|sameorigin)$/i.test(headers.get('x-frame-options') ?? '') ? 0 : -20;
}

function judgeReferrer(headers: Headers): number {
  const policy = headers.get('referrer-policy');
  if (policy === null) return 0;
  return /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(policy) ? 5 : -5;
}

function judgeResource(headers: Headers): number {
  const policy = headers.get('cross-origin-resource-policy');
  if (policy === null) return 0;
  return policy === 'cross-origin' ? -5 : 10;
}

function judgeCookies(headers: Headers): number {
  const cookies = headers.getSetCookie();
  if (cookies.length === 0) return 0;
  const has = (cookie: string, attribute: RegExp) =>
    cookie.split(';').some((part) => attribute.test(part.trim()));
  if (!cookies.every((cookie) => has(cookie, /^secure$/i))) return -40;
  if (!cookies.every((cookie) => has(cookie, /^httponly$/i))) return -30;
  return cookies.every((cookie) => has(cookie, /^samesite=(lax|strict)$/i)) ? 5 : 0;
}

/** Everybody may read only what asks for no cookie. */
function judgeSharing(headers: Headers): number {
  const origin = headers.get('access-control-allow-origin');
  if (origin === null) return 0;
  return headers.get('access-control-allow-credentials') === 'true' ? -50 : 0;
}

/** Those of the second list that ask a person for something. */
const POWERS = ['camera', 'geolocation', 'microphone', 'payment', 'usb'];

function judgePowers(headers: Headers): number {
  const policy = headers.get('permissions-policy') ?? '';
  return POWERS.every((power) => policy.includes(`${power}=()`)) ? 0 : -5;
}
