/** The ready sign-ins of the demo: one of each role, with a password of this installation alone. */

import { symmetricEncrypt } from 'better-auth/crypto';
import type { Grant } from '../core/staff/role.ts';
import type { StaffStore } from '../ports/staff-store.ts';
import type { Auth } from './auth.ts';

/** A ready sign-in, as the start prints it. */
export type DemoSignIn = {
  readonly name: string;
  readonly email: string;
  readonly grant: Grant;
  readonly password: string;
  /** Key for an authenticator app; `null` where the role needs none. */
  readonly key: string | null;
};

/** Thành phố Hồ Chí Minh. */
const PROVINCE = '79';
/** Phường Sài Gòn. */
const COMMUNE = '26740';

const PEOPLE: readonly (Pick<DemoSignIn, 'name' | 'grant'> & { readonly local: string })[] = [
  { local: 'administrator', name: 'Quản trị viên (dùng thử)', grant: { role: 'administrator', place: 'VN' } },
  { local: 'staff', name: 'Cán bộ trung ương (dùng thử)', grant: { role: 'staff', place: 'VN' } },
  { local: 'staff-province', name: 'Cán bộ tỉnh (dùng thử)', grant: { role: 'staff', place: PROVINCE } },
  { local: 'staff-commune', name: 'Cán bộ xã (dùng thử)', grant: { role: 'staff', place: COMMUNE } },
  { local: 'moderator', name: 'Người kiểm duyệt (dùng thử)', grant: { role: 'moderator', place: 'VN' } },
  {
    local: 'protection-officer',
    name: 'Cán bộ bảo vệ trẻ em (dùng thử)',
    grant: { role: 'protection-officer', place: PROVINCE },
  },
  {
    local: 'council-member',
    name: 'Thành viên Hội đồng trẻ em (dùng thử)',
    grant: { role: 'council-member', place: PROVINCE },
  },
  {
    local: 'duty-bearer',
    name: 'Cơ quan có trách nhiệm (dùng thử)',
    grant: { role: 'duty-bearer', place: PROVINCE },
  },
  { local: 'auditor', name: 'Người giám sát (dùng thử)', grant: { role: 'auditor', place: 'VN' } },
];

const WITH_SECOND_FACTOR: readonly string[] = ['moderator', 'protection-officer'];

/** The secrets of the demo, of this installation alone. */
export type DemoSecrets = {
  readonly demoPassword: string;
  readonly demoKey: (name: string) => string;
};

/** Lists them. */
export function demoSignIns({ demoPassword, demoKey }: DemoSecrets): readonly DemoSignIn[] {
  return PEOPLE.map(({ local, name, grant }) => ({
    name,
    grant,
    email: `${local}@demo.example`,
    password: demoPassword,
    key: WITH_SECOND_FACTOR.includes(local) ? demoKey(local) : null,
  }));
}

/** Makes them, or brings them back to what is printed. */
export async function keepDemoAccounts(
  auth: Auth,
  staff: StaffStore,
  { signIns, newId, now }: { signIns: readonly DemoSignIn[]; newId: () => string; now: Date },
): Promise<void> {
  const { password: hasher, secretConfig } = await auth.$context;
  const [first] = signIns;
  if (first === undefined) return;
  const passwordHash = await hasher.hash(first.password);
  const hide = (data: string) => symmetricEncrypt({ key: secretConfig, data });
  const accounts = signIns.map(async ({ name, email, grant, key }) => ({
    ...{ id: newId(), name, email, grant, passwordHash },
    secondFactor:
      key === null ? null : { secret: await hide(`base32:${key}`), backupCodes: await hide('[]') },
  }));
  await staff.keepDemo(await Promise.all(accounts), now);
}
