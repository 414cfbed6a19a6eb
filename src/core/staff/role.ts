/** The roles people sign in with, and the place each role is bound to. */

import type { LocalityCode } from '../locality.ts';

/** Every role. `staff` writes and launches; a council member is a child of 9 to 16 years. */
export const ROLES = [
  'administrator',
  'staff',
  'moderator',
  'protection-officer',
  'council-member',
  'duty-bearer',
  'auditor',
] as const;

/** @see ROLES */
export type Role = (typeof ROLES)[number];

/** A role held at a place; it reaches that place and whatever lies in it, never above or beside. */
export type Grant = {
  readonly role: Role;
  /** `VN`, a province or a commune. */
  readonly place: LocalityCode;
};

/** Roles that see who may be in danger or what children wrote: they must sign in with a second factor. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ['moderator', 'protection-officer'];
