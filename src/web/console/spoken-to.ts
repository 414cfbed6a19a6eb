/** How the console speaks to whom: formally to officials, as one speaks to children to members of the council. */

import type { Language } from '../../core/language.ts';
import type { PhraseValues, Say } from '../../core/say.ts';
import type { StaffMember } from '../../core/staff/member.ts';

/** Phrases that members of the council read in other words, those of `<key>.council`. */
export const SAID_TO_CHILDREN: ReadonlySet<string> = new Set([
  'console.account.no-password',
  'console.account.second-factor.demanded',
  'console.account.second-factor.off',
  'console.area.comments',
  'console.comments.explain',
  'console.comments.heading',
  'console.comments.none',
  'console.comments.pairs.explain',
  'console.comments.title',
  'console.comments.too-few',
  'console.exports.fault.choice',
  'console.exports.fault.too-many',
  'console.exports.files',
  'console.exports.form.pdf.about',
  'console.exports.lead',
  'console.exports.none',
  'console.exports.state.failed',
  'console.exports.stay',
  'console.exports.wait',
  'console.home.hello',
  'console.indicators.national.one-source',
  'console.indicators.rows.denominator.none',
  'console.indicators.rule.24',
  'console.not-allowed.text',
  'console.not-allowed.title',
  'console.not-found.text',
  'console.second-factor.offered',
  'console.second-factor.password-hint',
]);

/** Only members of the council are children; whoever has another office as well is spoken to as one of its holders. */
export function isCouncilOnly({ grants }: Pick<StaffMember, 'grants'>): boolean {
  return grants.length > 0 && grants.every(({ role }) => role === 'council-member');
}

/** Gives a phrase of the console as somebody is spoken to. @param member `null` before anyone signed in */
export function phrasesFor(
  say: Say,
  language: Language,
  member: StaffMember | null,
): (key: string, values?: PhraseValues) => string {
  const isChild = member !== null && isCouncilOnly(member);
  return (key, values) =>
    say(language, isChild && SAID_TO_CHILDREN.has(key) ? `${key}.council` : key, values);
}
