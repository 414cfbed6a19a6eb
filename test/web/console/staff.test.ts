/** Looking after accounts: within one's own place, never more than one has, never the last of all. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type DoorWorld, openDoorWorld, PASSWORD } from './door-world.ts';

/** Thành phố Hồ Chí Minh, one of its wards, and Hà Nội. */
const [PROVINCE, COMMUNE, OTHER] = ['79', '26740', '01'];

let world: DoorWorld;
let national: Browser;
let provincial: Browser;
beforeAll(async () => {
  world = await openDoorWorld();
  national = await world.hire('national@b.vn', 'administrator', 'VN');
  provincial = await world.hire('provincial@b.vn', 'administrator', PROVINCE);
}, 60_000);
afterAll(() => world.close());

const where = (answer: Response) => answer.headers.get('location') ?? '';

async function accountOf(email: string) {
  const account = (await world.app.console.signIn.operator.list()).find((one) => one.email === email);
  if (account === undefined) throw new Error(`no account ${email}`);
  return account;
}

const pageOf = async (email: string) => `/console/staff/${(await accountOf(email)).id}`;

const signIn = (browser: Browser, email: string, password = PASSWORD) =>
  browser.post('/console/sign-in', { email, password });

describe('inviting', () => {
  const order = (email: string, more: Record<string, string> = {}) => ({
    ...{ id: crypto.randomUUID(), email, name: 'Bình', role: 'staff', place: PROVINCE, commune: '', ...more },
  });

  it('gives a link to hand over, the same for a form that is sent twice', async () => {
    const fields = order('twice@b.vn');
    const [first, second] = [
      await provincial.post('/console/staff/invite', fields),
      await provincial.post('/console/staff/invite', fields),
    ];
    expect(where(first)).toBe(`/console/staff/invitations/${fields.id}`);
    expect(where(second)).toBe(where(first));
    const page = await provincial.open(where(first));
    const link = /http:\/\/localhost:8080(\/console\/invitation\/[\w-]{43})/.exec(page.text)?.[1] ?? '';
    expect((await world.browser().open(link)).text).toContain('provincial mời anh chị');
    const list = await provincial.open('/console/staff');
    expect(list.text.match(/twice@b\.vn/g)).toHaveLength(1);
    expect(list.text).not.toContain(link);
  });

  it('reaches no place beyond one’s own, whatever the form holds', async () => {
    for (const place of ['VN', OTHER, '00004']) {
      const answer = await provincial.post(
        '/console/staff/invite',
        order('far@b.vn', { place, role: 'administrator' }),
      );
      expect(answer.status, place).toBe(422);
      expect(await answer.text()).toContain('nằm ngoài phạm vi quản trị');
    }
    for (const place of ['98765', 'x', '']) {
      expect((await national.post('/console/staff/invite', order('far@b.vn', { place }))).status, place).toBe(
        422,
      );
    }
    expect((await national.open('/console/staff')).text).not.toContain('far@b.vn');
  });

  it('knows a commune by its name, and asks where that is not enough', async () => {
    const found = await national.post('/console/staff/invite', order('commune@b.vn', { commune: 'sai gon' }));
    expect((await national.open(where(found))).text).toContain('phường Sài Gòn, thành phố Hồ Chí Minh');
    const tries: readonly (readonly [Record<string, string>, string])[] = [
      [{ commune: 'b' }, 'Có nhiều nơi tên bắt đầu như vậy'],
      [{ commune: 'không có nơi này' }, 'Không có xã, phường, đặc khu nào'],
      [{ commune: 'Sài Gòn', place: 'VN' }, 'Anh chị hãy chọn tỉnh'],
    ];
    for (const [change, words] of tries) {
      const answer = await national.post('/console/staff/invite', order('asked@b.vn', change));
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(words);
    }
  });

  it('says what is wrong, keeps what was typed, and shows it as text', async () => {
    const hostile = '"><script>alert(1)</script>';
    const answer = await national.post('/console/staff/invite', {
      ...{ id: hostile, email: hostile, name: hostile, role: hostile, place: hostile, commune: hostile },
    });
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('Anh chị hãy chọn một vai trò.');
    const search = await national.open(`/console/staff?q=${encodeURIComponent(hostile)}`);
    expect(search.text).not.toContain('<script>alert');
    expect(search.text).toContain('Không tìm thấy ai.');
    expect((await national.open('/console/staff?q=%00%25_')).status).toBe(200);
  });

  it('tells of an account that is there, and no more of one elsewhere than that', async () => {
    await world.hire('there@b.vn', 'staff', OTHER);
    const far = await provincial.post('/console/staff/invite', order('there@b.vn'));
    expect(await far.text()).toContain('đã có tài khoản ở địa bàn khác');
    const near = await national.post('/console/staff/invite', order('there@b.vn'));
    expect(await near.text()).toContain('Anh chị hãy mở người này trong danh sách');
  });

  it('can be taken back', async () => {
    const made = await provincial.post('/console/staff/invite', order('back@b.vn'));
    const page = await provincial.open(where(made));
    const link = /\/console\/invitation\/[\w-]{43}/.exec(page.text)?.[0] ?? '';
    const other = await world.hire('hanoi@b.vn', 'administrator', OTHER);
    expect((await other.get(where(made))).status).toBe(404);
    expect((await other.post(`${where(made)}/withdraw`)).status).toBe(404);
    expect((await world.browser().get(link)).status).toBe(200);
    expect(where(await provincial.post(`${where(made)}/withdraw`))).toBe('/console/staff?done=withdrawn');
    expect((await world.browser().get(link)).status).toBe(410);
    expect((await provincial.open(where(made))).text).not.toContain(link);
  });
});

describe('the list', () => {
  it('holds the people of one’s own place and no others', async () => {
    await world.hire('in-commune@b.vn', 'staff', COMMUNE);
    await world.hire('in-other@b.vn', 'staff', OTHER);
    const list = (await provincial.open('/console/staff')).text;
    expect(list).toContain('in-commune@b.vn');
    for (const hidden of ['in-other@b.vn', 'national@b.vn']) expect(list).not.toContain(hidden);
    expect((await provincial.get(await pageOf('in-other@b.vn'))).status).toBe(404);
    const found = (await national.open('/console/staff?q=IN-OTHER')).text;
    expect(found).toContain('in-other@b.vn');
    expect(found).not.toContain('in-commune@b.vn');
  });

  it('shows of someone who works elsewhere too only what lies near, and lets nothing be done to the whole', async () => {
    await world.hire('both@b.vn', 'staff', PROVINCE);
    const path = await pageOf('both@b.vn');
    await national.post(`${path}/roles`, { role: 'auditor', place: OTHER });
    const page = (await provincial.open(path)).text;
    expect(page).toContain('Người này còn 1 vai trò ngoài địa bàn');
    expect(page).not.toContain('Người giám sát – thành phố Hà Nội');
    expect(page).not.toContain(`${path}/suspend`);
    for (const act of ['suspend', 'reinstate', 'end-sessions', 'renew'])
      expect((await provincial.post(`${path}/${act}`)).status, act).toBe(404);
    const far = await provincial.post(`${path}/roles/take`, { role: 'auditor', place: OTHER });
    expect(far.status).toBe(409);
    expect((await accountOf('both@b.vn')).grants).toHaveLength(2);
    expect(where(await provincial.post(`${path}/roles/take`, { role: 'staff', place: PROVINCE }))).toBe(
      '/console/staff',
    );
  });
});

describe('a role', () => {
  it('given or taken holds from the very next request', async () => {
    const someone = await world.hire('live@b.vn', 'auditor', PROVINCE);
    const path = await pageOf('live@b.vn');
    expect((await someone.get('/console/staff')).status).toBe(403);
    const given = await provincial.post(`${path}/roles`, {
      role: 'administrator',
      place: PROVINCE,
      commune: '',
    });
    expect(where(given)).toBe(`${path}?done=given`);
    expect((await someone.get('/console/staff')).status).toBe(200);
    await provincial.post(`${path}/roles/take`, { role: 'administrator', place: PROVINCE });
    expect((await someone.get('/console/staff')).status).toBe(403);
    await provincial.post(`${path}/roles`, { role: 'moderator', place: PROVINCE });
    expect((await someone.open('/console')).path).toMatch(/second-factor/);
    for (const role of ['moderator', 'auditor'])
      await provincial.post(`${path}/roles/take`, { role, place: PROVINCE });
    expect((await someone.open('/console')).text).toContain('Tài khoản chưa có vai trò');
    // Whoever has no role at all is the nation's to look after.
    expect((await provincial.get(path)).status).toBe(404);
    expect((await national.get(path)).status).toBe(200);
  });

  it('is given by nobody beyond their own place, and by nobody to themselves', async () => {
    await world.hire('target@b.vn', 'staff', PROVINCE);
    const path = await pageOf('target@b.vn');
    for (const place of ['VN', OTHER]) {
      const answer = await provincial.post(`${path}/roles`, { role: 'staff', place });
      expect(answer.status, place).toBe(409);
    }
    expect((await accountOf('target@b.vn')).grants).toHaveLength(1);
    const own = await pageOf('provincial@b.vn');
    for (const [act, role] of [
      ['roles', 'moderator'],
      ['roles/take', 'administrator'],
    ] as const) {
      const answer = await provincial.post(`${own}/${act}`, { role, place: PROVINCE });
      expect(answer.status).toBe(409);
      expect(await answer.text()).toContain('Anh chị không tự thay đổi vai trò của mình');
    }
    expect((await provincial.open(own)).text).not.toContain('/roles/take');
    for (const act of ['suspend', 'renew', 'end-sessions'])
      expect((await provincial.post(`${own}/${act}`)).status, act).toBe(409);
    expect((await accountOf('provincial@b.vn')).grants).toEqual([{ role: 'administrator', place: PROVINCE }]);
  });

  it('of the last administrator stays', async () => {
    const second = await world.hire('second@b.vn', 'administrator', 'VN');
    const path = await pageOf('national@b.vn');
    expect((await second.post(`${path}/suspend`)).status).toBe(303);
    expect((await national.get('/console/staff')).status).toBe(303);
    // The only one left cannot lock themself out, nor can anybody else.
    const own = await pageOf('second@b.vn');
    expect((await second.post(`${own}/suspend`)).status).toBe(409);
    expect((await second.post(`${own}/roles/take`, { role: 'administrator', place: 'VN' })).status).toBe(409);
    expect((await second.post(`${path}/reinstate`)).status).toBe(303);
    expect(where(await signIn(national, 'national@b.vn'))).toBe('/console');
    expect((await national.post(`${own}/roles/take`, { role: 'administrator', place: 'VN' })).status).toBe(
      303,
    );
  });
});

describe('an account', () => {
  it('that is suspended loses its sessions at once, and gets in by nothing', async () => {
    const someone = await world.hire('barred@b.vn', 'administrator', PROVINCE);
    const invited = await someone.post('/console/staff/invite', {
      ...{
        id: crypto.randomUUID(),
        email: 'planted@b.vn',
        role: 'staff',
        place: PROVINCE,
        name: '',
        commune: '',
      },
    });
    const link =
      /\/console\/invitation\/[\w-]{43}/.exec((await someone.open(where(invited))).text)?.[0] ?? '';
    const path = await pageOf('barred@b.vn');
    expect(where(await provincial.post(`${path}/suspend`))).toBe(`${path}?done=suspended`);
    expect(where(await someone.get('/console/account'))).toMatch(/^\/console\/sign-in/);
    expect((await signIn(someone, 'barred@b.vn')).status).toBe(422);
    // A link they had kept for later is no way back either.
    expect((await world.browser().get(link)).status).toBe(410);
    await provincial.post(`${path}/reinstate`);
    expect(where(await signIn(someone, 'barred@b.vn'))).toBe('/console');
  });

  it('gets a new password through a link, and the old one and its sessions are over', async () => {
    const someone = await world.hire('forgot@b.vn', 'staff', PROVINCE);
    const path = await pageOf('forgot@b.vn');
    const fields = { id: crypto.randomUUID() };
    const made = await provincial.post(`${path}/renew`, fields);
    expect(where(await provincial.post(`${path}/renew`, fields))).toBe(where(made));
    const link =
      /\/console\/invitation\/[\w-]{43}/.exec((await provincial.open(where(made))).text)?.[0] ?? '';
    expect((await world.browser().open(link)).text).toContain('Đặt lại mật khẩu');
    const wanted = 'một câu khác hẳn nhé';
    const renewed = world.browser();
    expect((await renewed.post(link, { password: wanted, again: wanted })).status).toBe(303);
    expect((await renewed.open('/console')).path).toBe('/console');
    expect((await someone.get('/console/account')).status).toBe(303);
    expect((await signIn(someone, 'forgot@b.vn')).status).toBe(422);
    expect((await signIn(someone, 'forgot@b.vn', wanted)).status).toBe(303);
    expect((await world.browser().get(link)).status).toBe(410);
  });

  it('has its sessions ended by an administrator, and goes on with its password', async () => {
    const someone = await world.hire('lost-phone@b.vn', 'staff', PROVINCE);
    await provincial.post(`${await pageOf('lost-phone@b.vn')}/end-sessions`);
    expect((await someone.get('/console/account')).status).toBe(303);
    expect(where(await signIn(someone, 'lost-phone@b.vn'))).toBe('/console');
  });
});

describe('one’s own account', () => {
  it('shows devices, ends one, ends all, changes the password', async () => {
    const desk = await world.hire('own@b.vn', 'staff', PROVINCE);
    const phone = world.browser();
    await signIn(phone, 'own@b.vn');
    const page = (await desk.open('/console/account')).text;
    expect(page.match(/Firefox · Linux/g)).toHaveLength(2);
    expect(page).toContain('Thiết bị này');
    expect(page).not.toMatch(/session_token|[?&]token=/);
    const wrong = {
      current: 'wrong wrong wrong',
      wanted: 'một câu khác hẳn nhé',
      again: 'một câu khác hẳn nhé',
    };
    expect((await desk.post('/console/account/password', wrong)).status).toBe(422);
    expect(
      (await desk.post('/console/account/password', { ...wrong, current: PASSWORD, again: 'x' })).status,
    ).toBe(422);
    const changed = await desk.post('/console/account/password', { ...wrong, current: PASSWORD });
    expect((await desk.open(where(changed))).text).toContain('Đã đổi mật khẩu.');
    expect((await phone.get('/console/account')).status).toBe(303);
    await signIn(phone, 'own@b.vn', wrong.wanted);
    const ids = [
      ...(await desk.open('/console/account')).text.matchAll(/sessions\/([0-9a-f-]{36})\/end/g),
    ].map(([, id]) => id);
    expect(ids).toHaveLength(2);
    const thief = await world.hire('thief@b.vn', 'administrator', 'VN');
    for (const id of ids) await thief.post(`/console/account/sessions/${id}/end`);
    expect((await phone.get('/console/account')).status).toBe(200);
    expect(where(await desk.post('/console/account/sessions/end-all'))).toBe(
      '/console/sign-in?done=signed-out-everywhere',
    );
    for (const browser of [desk, phone]) expect((await browser.get('/console/account')).status).toBe(303);
  });
});

describe('the demo', () => {
  it('has a sign-in of each role, mended at each start, and gone without it', async () => {
    const demo = await openDoorWorld({ DEMO: '1', DEMO_RESPONSES: '0' });
    try {
      const { signIn: door } = demo.app.console;
      const accounts = door.demoSignIns();
      expect(new Set(accounts.map(({ grant }) => grant.role)).size).toBe(7);
      // Another installation has another password.
      expect(accounts[0]?.password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      expect(accounts[0]?.password).not.toBe(world.app.console.signIn.demoSignIns()[0]?.password);
      expect(await door.operator.firstLink()).toBeNull();
      for (const { email, password, key, grant } of accounts) {
        const browser = demo.browser(`198.51.100.${grant.role.length}`);
        const entered = where(await signIn(browser, email, password));
        expect(entered, email).toBe(key === null ? '/console' : '/console/sign-in/code');
      }
      expect((await signIn(demo.browser(), accounts[0]?.email ?? '', PASSWORD)).status).toBe(422);
      await door.keepDemo(false);
      expect(await door.operator.list()).toEqual([]);
      expect((await signIn(demo.browser(), accounts[0]?.email ?? '', accounts[0]?.password)).status).toBe(
        422,
      );
      expect(await door.operator.firstLink()).not.toBeNull();
    } finally {
      await demo.close();
    }
  }, 60_000);
});
