/** What can be done in the console, and which roles may do it. */

import type { Role } from './role.ts';

/** Who may do what; where, is said by the grants. One row a deed, and the only place that says so. */
export const DEEDS = {
  /** Looks after one's own sign-in. */
  'account.keep': [
    'administrator',
    'staff',
    'moderator',
    'protection-officer',
    'council-member',
    'duty-bearer',
    'auditor',
  ],
  /** Invites people, gives and takes roles, ends their sessions. */
  'staff.manage': ['administrator'],
  'flow.read': ['administrator', 'staff', 'auditor'],
  'flow.write': ['administrator', 'staff'],
  'flow.publish': ['administrator', 'staff'],
  'consultation.read': ['administrator', 'staff', 'auditor'],
  /** Plans a consultation and hands it in. */
  'consultation.prepare': ['administrator', 'staff'],
  /** Lets a plan of somebody else be launched. */
  'consultation.approve': ['administrator', 'staff'],
  /** Pauses, resumes, extends, closes; makes codes and handouts. */
  'consultation.run': ['administrator', 'staff'],
  /** Sends reminders and invitations. */
  'broadcast.run': ['administrator', 'staff'],
  /** Sees how a consultation is going, suppressed like results. */
  'progress.read': ['administrator', 'staff', 'auditor'],
  /** Enters consultations that were held off the chat. */
  'tally.write': ['administrator', 'staff'],
  /** Reads what was published of one's place. */
  'results.read': [
    'administrator',
    'staff',
    'moderator',
    'protection-officer',
    'council-member',
    'duty-bearer',
    'auditor',
  ],
  /** Decides whether everybody may read results. */
  'results.publish': ['administrator', 'staff'],
  /** Gives comments their themes. */
  'comments.tag': ['moderator', 'council-member'],
  /** Takes reports and data along. */
  'reports.export': ['administrator', 'staff', 'council-member', 'duty-bearer', 'auditor'],
  'indicators.read': ['administrator', 'staff', 'council-member', 'duty-bearer', 'auditor'],
  /** Brings denominators and targets. */
  'indicators.manage': ['administrator', 'staff'],
  /** Closes a year: freezes its figures and destroys its key. */
  'indicators.close': ['administrator'],
  /** Makes and withdraws keys and addresses by which other systems read what was published. */
  'programs.manage': ['administrator'],
  /** Looks through what children wrote, text by text. */
  'moderation.work': ['moderator'],
  /** Reads and works on cases of children who may be in danger. */
  'protection.work': ['protection-officer'],
  /** Says who is on call, and by which ways they are told. */
  'protection.arrange': ['administrator', 'protection-officer'],
  'audit.read': ['auditor'],
  /** Sees for how long what is kept, and how much was erased. */
  'retention.read': ['administrator', 'auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Name of a deed. */
export type Deed = keyof typeof DEEDS;
