/** Tells Vietnamese syllables from slips of the finger. */

const ONSETS = [
  ...[
    '',
    'b',
    'c',
    'ch',
    'd',
    'g',
    'gh',
    'gi',
    'h',
    'k',
    'kh',
    'l',
    'm',
    'n',
    'ng',
    'ngh',
    'nh',
    'p',
    'ph',
    'qu',
  ],
  ...['r', 's', 't', 'th', 'tr', 'v', 'x'],
];

const RIMES = new Set(
  [
    'a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu',
    'im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op',
    'ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych',
    'uyen uyet uynh uyt y yem yen yeng yet yeu',
  ].flatMap((line) => line.split(' ')),
);

/** Onsets that are written only before e, ê, i, y, and those that never are. */
const FRONT_ONLY = new Set(['k', 'gh', 'ngh']);
const NEVER_FRONT = new Set(['c', 'g', 'ng']);
const FRONT = new Set(['e', 'i', 'y']);

/** Every spelling there is, some 3,000. */
const SYLLABLES: ReadonlySet<string> = new Set(
  ONSETS.flatMap((onset) => [...RIMES].filter((rime) => isSpelled(onset, rime)).map((rime) => onset + rime)),
);

/**
 * Tells whether plain letters can be a Vietnamese syllable. A typed syllable that is one is taken at its word;
 * one that is not may be a slip.
 *
 * @param plain lower case, without marks
 */
export function isSyllable(plain: string): boolean {
  return SYLLABLES.has(plain);
}

/**
 * Brings a syllable to how it may sound: the onsets that children mix up in writing become one.
 * s = x, tr = ch, d = gi = r, l = n.
 */
export function soundOf(plain: string): string {
  if (plain.startsWith('tr')) return `ch${plain.slice(2)}`;
  if (plain.startsWith('gi') && plain.length > 2) return `z${plain.slice(2)}`;
  if (plain.startsWith('ngh')) return `ng${plain.slice(3)}`;
  if (plain.startsWith('gh')) return `g${plain.slice(2)}`;
  const first = plain[0];
  if (first === 's') return `x${plain.slice(1)}`;
  if (first === 'd' || first === 'r') return `z${plain.slice(1)}`;
  if (first === 'l') return `n${plain.slice(1)}`;
  return plain;
}

function isSpelled(onset: string, rime: string): boolean {
  const first = rime[0] ?? '';
  if (FRONT_ONLY.has(onset)) return FRONT.has(first);
  return !(NEVER_FRONT.has(onset) && FRONT.has(first));
}
