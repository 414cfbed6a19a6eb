/** What redaction finds, and what is put in its place. */

/** Kinds of what could tell who somebody is. */
export type PersonalType =
  | 'name'
  | 'phone'
  | 'address'
  | 'school'
  | 'class'
  | 'email'
  | 'handle'
  | 'link'
  | 'id-number'
  | 'birthday';

/** One stretch of a text; offsets in UTF-16 units of it, `end` exclusive. */
export type PersonalSpan = { readonly start: number; readonly end: number; readonly type: PersonalType };

/** What stands in place of a stretch. */
export const MASKS: Readonly<Record<PersonalType, string>> = {
  name: '[tên]',
  phone: '[số điện thoại]',
  address: '[địa chỉ]',
  school: '[trường]',
  class: '[lớp]',
  email: '[thư điện tử]',
  handle: '[tài khoản]',
  link: '[đường dẫn]',
  'id-number': '[số giấy tờ]',
  birthday: '[ngày sinh]',
};

/** Puts masks in place of stretches that are in order and do not overlap. */
export function putMasks(text: string, spans: readonly PersonalSpan[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end, type } of spans) {
    masked += text.slice(at, start) + MASKS[type];
    at = end;
  }
  return masked + text.slice(at);
}
