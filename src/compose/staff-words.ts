/** The words in which whoever runs the machine names roles and places. */

import { NATION } from '../core/locality.ts';
import { ROLES, type Role } from '../core/staff/role.ts';

/** Every role, as it is typed. */
export const ROLE_NAMES: readonly string[] = ROLES;

/** The place that holds all others, as it is typed. */
export const WHOLE_COUNTRY = NATION;

/** Reads a role. @returns `null` where there is none of that name */
export function readRole(typed: string): Role | null {
  return ROLES.find((one) => one === typed) ?? null;
}
