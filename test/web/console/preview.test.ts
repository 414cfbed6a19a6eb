/** Previews, maps, differences and the question bank: what they say, to whom, and what they withstand. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberWith } from './console-world.ts';
import { HOSTILE, openPreviewWorld, PLACES, type PreviewWorld } from './preview-world.ts';

let world: PreviewWorld;
const staff = memberWith('staff', PLACES.own);
const auditor = memberWith('auditor', PLACES.own);
const elsewhere = memberWith('staff', PLACES.beside);

beforeAll(async () => {
  world = await openPreviewWorld(await mkdtemp(join(tmpdir(), 'preview-')));
}, 60_000);
afterAll(() => world.app.close());

async function page(path: string, member = staff): Promise<string> {
  const answer = await world.get(member, path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

const draftPath = (below = '') => `/console/preview/drafts/${world.draft}${below}`;

/** The words between tags, on one line. */
function words(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** The address a hidden form leads to when one of its buttons, or a text, is sent. */
function goOn(html: string, path: string, sent: Readonly<Record<string, string>>): string {
  const form = /<form id="taps"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return `${path.split('?')[0]}?${new URLSearchParams([...fields, ...Object.entries(sent)])}`;
}

/** The token of the last button with a label. */
function tokenOf(html: string, label: string): string {
  const buttons = [...html.matchAll(/name="tap" value="([^"]+)"[^>]*>([\s\S]*?)<\/button>/g)];
  return buttons.findLast(([, , inner = '']) => words(inner).includes(label))?.[1] ?? `no button ${label}`;
}

describe('who may look', () => {
  it.each(['', '/map', '/difference', '/bank', '/bank/online-safety'])(
    'at a draft%s: those within whose reach it lies',
    async (below) => {
      await page(draftPath(below));
      await page(draftPath(below), auditor);
      expect((await world.get(elsewhere, draftPath(below))).status).toBe(404);
      expect((await world.get(memberWith('moderator'), draftPath(below))).status).toBe(403);
      expect((await world.get(null, draftPath(below))).status).toBe(303);
    },
  );

  it.each(['', '/map', '/difference'])(
    'at a published version%s of the nation: every place',
    async (below) => {
      await page(`/console/preview/flows/${world.versions[1]}${below}`, elsewhere);
    },
  );

  it.each([
    '/console/preview/drafts/none',
    '/console/preview/drafts/00000000-0000-4000-8000-000000000000/map',
    '/console/preview/flows/none',
    `/console/preview/flows/${'0'.repeat(64)}/difference`,
    '/console/preview/flows/%00',
    '/console/preview/bank/none',
    '/console/preview/bank/__proto__/play',
  ])('at %s: nobody, as it is not there', async (path) => {
    expect((await world.get(memberWith('staff'), path)).status).toBe(404);
  });

  it('changes nothing but looks: an auditor is offered nothing to add', async () => {
    expect(await page(draftPath('/bank/online-safety'), auditor)).not.toContain('name="question"');
    expect((await world.post(auditor, draftPath('/bank/online-safety'))).status).toBe(403);
    expect((await world.post(elsewhere, draftPath('/bank/online-safety'))).status).toBe(404);
  });
});

describe('a preview', () => {
  it('goes on by tapping and typing, back by a link, and begins again', async () => {
    const path = draftPath('?channel=telegram&age=9-10');
    const opened = await page(path);
    expect(words(opened)).toContain('Em có muốn tham gia không?');
    const agreed = await page(goOn(opened, path, { tap: tokenOf(opened, 'Có, em tham gia') }));
    expect(words(agreed)).toContain('Nếu em dừng giữa chừng');
    const kept = await page(goOn(agreed, path, { text: 'dạ có ạ' }));
    expect(words(kept)).toContain('dạ có ạ');
    expect(words(kept)).toContain('Dạo này, em thấy thế nào khi đến trường?');
    const back =
      /<a class="button second" href="([^"#]+)#now">/.exec(kept)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(words(await page(back))).toBe(words(agreed));
    const anew = /<a class="button quiet" href="([^"]+)">/.exec(kept)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(words(await page(anew))).toBe(words(opened));
  });

  it('shows the same moment on each channel as that channel shows it', async () => {
    const path = draftPath('?channel=web&age=11-13');
    const web = await page(goOn(await page(path), path, { text: 'có' }));
    const zalo = await page(goOn(web, path, {}).replace('channel=web', 'channel=zalo'));
    expect(words(zalo)).toContain('1. Có 2. Không');
    expect(words(zalo)).toContain('Zalo Bot không có nút');
    expect(zalo).not.toContain('name="tap"');
    const all = await page(goOn(web, path, {}).replace('channel=web', 'channel=all'));
    expect(all.match(/<article class="screen/g)?.length).toBe(4);
  });

  it('speaks to each age and in each language', async () => {
    expect(words(await page(draftPath('?age=7-8')))).toContain('Em không cần ghi tên nhé.');
    expect(words(await page(draftPath('?age=14-15')))).toContain('Nhóm dưới 5 bạn không bao giờ được nêu');
    expect(words(await page(draftPath('?age=7-8&in=en')))).toContain('No name needed.');
    expect(words(await page(draftPath('?age=ask')))).not.toContain('Trang xem thử tự trả lời tuổi');
  });

  it('asks no place where the code tells it', async () => {
    const answers = ['có', 'có', '1', '1', 'có', '6', '1'];
    let path = draftPath('?channel=zalo&age=7-8');
    for (const text of answers) path = goOn(await page(path), path, { text });
    expect(words(await page(path))).toContain('Em đang sống ở đâu?');
    let told = draftPath('?channel=zalo&age=7-8&place=22015');
    for (const text of answers) told = goOn(await page(told), told, { text });
    expect(words(await page(told))).not.toContain('Em đang sống ở đâu?');
    expect(words(await page(told))).toContain('bạn Na xin thêm cầu trượt');
  });

  it('tells what the machine does with a call for help, and with what Zalo withholds', async () => {
    const path = draftPath('?channel=zalo&age=9-10');
    const opened = await page(path);
    expect(words(await page(goOn(opened, path, { text: 'cứu' })))).toContain('Em kêu cứu');
    expect(words(await page(goOn(opened, path, { text: 'bố đánh em bầm tím' })))).toContain(
      'dấu hiệu nguy hiểm',
    );
    const hidden = words(await page(goOn(opened, path, { send: 'hidden' })));
    expect(hidden).toContain('Tin bị Zalo giấu');
    expect(hidden).toContain('/c/');
  });

  it('plays a faulty draft as far as it goes and says what is left out and what is to mend', async () => {
    const html = words(await page(`/console/preview/drafts/${world.faulty}?age=ask&text=c%C3%B3`));
    expect(html).toContain('Tạm bỏ ra');
    expect(html).toContain('Câu 3: chưa đọc được câu hỏi này');
    expect(html).toContain('Câu 4: chưa đọc được câu hỏi này');
    expect(html).toContain('đường rẽ không dẫn tới câu nào phía sau');
    expect(html).toContain('lỗi khiến bản soạn chưa ban hành được');
    expect(html).toContain('Ý glad');
  });

  it.each(['', '/map', '/difference'])('of a draft of which nothing can be read says so%s', async (below) => {
    expect(words(await page(`/console/preview/drafts/${world.empty}${below}`))).toContain(
      'Chưa có câu hỏi nào đọc được',
    );
  });

  it('stops recording at its bound and says so, with the way back open', async () => {
    const path = draftPath('?channel=zalo&age=9-10');
    const long = 'Em thấy vui lắm ạ. '.repeat(30);
    let at = path;
    let html = await page(at);
    for (let count = 0; count < 20 && !html.includes('đã dài hết mức'); count += 1) {
      at = goOn(html, path, { text: long });
      expect(at.length).toBeLessThan(14_000);
      html = await page(at);
    }
    expect(html).toContain('đã dài hết mức');
    expect(html).toContain('Lùi một bước');
  });

  it.each([
    ['said', 'not base64!'],
    ['said', 'eyJhIjoxfQ'],
    ['said', btoa(JSON.stringify(Array.from({ length: 500 }, () => 'wx')))],
    ['said', btoa('["w\\u0000","t:::","b<script>","unothing","x"]').replace(/=+$/, '')],
    ['said', 'A'.repeat(9_000)],
    ['channel', 'smoke'],
    ['age', '0-99'],
    ['in', '__proto__'],
    ['place', HOSTILE],
    ['tap', HOSTILE],
    ['text', HOSTILE],
    ['text', '\ud800'],
    ['send', HOSTILE],
  ])('takes %s=%j without a fault', async (name, value) => {
    const html = await page(draftPath(`?${new URLSearchParams({ [name]: value })}`));
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
  });
});

describe('words that are an attack', () => {
  it.each([
    '?text=c%C3%B3',
    '?channel=all&text=c%C3%B3',
    '/map',
    '/difference',
    '/bank',
    '/bank/being-heard',
  ])('are shown as text on the page of their draft%s', async (below) => {
    const html = await page(`/console/preview/drafts/${world.hostile}${below}`);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('alert(1)');
  });
});

describe('a map', () => {
  it('draws every question and says the same in words', async () => {
    const html = await page(draftPath('/map'));
    expect(
      html.match(/<svg class="map-sheet" role="img" aria-labelledby="map-1-title map-1-text"/),
    ).not.toBeNull();
    expect(html.match(/class="map-box map-(question|card|gate)"/g)?.length).toBeGreaterThanOrEqual(23);
    const list = /<ol class="map-list">([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? '';
    expect(list.match(/<strong>/g)?.length).toBe(23);
    expect(words(list)).toContain('tuổi là 7–8: đến câu 6');
    expect(words(list)).toContain('không đồng ý: em không tham gia');
    expect(html).not.toContain('style=');
  });

  it('of forty questions comes in sheets, each with a title of its own', async () => {
    const html = await page(`/console/preview/drafts/${world.forty}/map`);
    const titles = [...html.matchAll(/<title id="map-(\d)-title">([^<]+)<\/title>/g)].map(
      ([, , title]) => title,
    );
    expect(titles.length).toBeGreaterThan(2);
    expect(titles[0]).toBe(`Sơ đồ: Bốn mươi câu hỏi, phần 1 trên ${titles.length}`);
  });

  it('of one age shows what is not for it', async () => {
    expect(words(await page(draftPath('/map?age=7-8')))).toContain('câu không hỏi lứa tuổi này');
  });
});

describe('a difference', () => {
  it('of a draft is that to the version it goes out from', async () => {
    const html = await page(draftPath('/difference'));
    const said = words(html);
    expect(said).toContain('Thêm: 1 Bỏ: 1 Sửa: 3');
    expect(said).toContain('Thêm lựa chọn: 🌳 Nhiều cây xanh');
    expect(said).toContain('Chuyển từ vị trí 7 sang vị trí 10.');
    expect(html).toContain('<del>ở trường</del>');
    expect(html).toContain('<ins>và bạn bè</ins>');
    expect(said).toContain('1 câu không so sánh được');
  });

  it('may be asked for with another version', async () => {
    const said = words(await page(draftPath(`/difference?with=${world.versions[0]}`)));
    expect(said).toContain('Bỏ: 1');
    expect(said).not.toContain('Giữ nguyên: 18');
  });

  it('of a published version is that to the one before', async () => {
    const [first, second] = world.versions;
    expect(words(await page(`/console/preview/flows/${second}/difference`))).toContain('Phiên bản 1');
    expect(words(await page(`/console/preview/flows/${first}/difference`))).toContain(
      'Chưa có phiên bản nào trước đó',
    );
  });

  it('of a new flow says that there is nothing before', async () => {
    expect(words(await page(`/console/preview/drafts/${world.fresh}/difference`))).toContain(
      'Chưa có phiên bản nào trước đó',
    );
  });
});

describe('the bank', () => {
  const path = () => `/console/preview/drafts/${world.fresh}/bank/online-safety`;
  const seen = async () => String((await world.dependencies.preview.draft(world.fresh))?.revision);
  const idsIn = async () => {
    const draft = await world.dependencies.preview.draft(world.fresh);
    const source = draft?.source as { questions: { id: string }[] } | undefined;
    return source?.questions.map(({ id }) => id) ?? [];
  };

  it('is reached by a link that names the draft', async () => {
    const answer = await world.get(staff, `/console/preview/bank?draft=${world.fresh}`);
    expect(answer.headers.get('location')).toBe(`/console/preview/drafts/${world.fresh}/bank`);
    const away = await world.get(
      staff,
      `/console/preview/bank?draft=${encodeURIComponent('//evil.example/')}`,
    );
    expect(away.headers.get('location')).toBe('/console/preview/drafts/%2F%2Fevil.example%2F/bank');
  });

  it('shows seven blocks, and each with its wording for every age', async () => {
    expect((await page('/console/preview/bank')).match(/<li class="card">/g)?.length).toBe(7);
    const block = words(await page('/console/preview/bank/online-safety'));
    expect(block).toContain('Tiếng Việt, 7–8 tuổi Em hay dùng điện thoại để làm gì?');
    expect(block).toContain('English, 7–8 tuổi What do you mostly use a phone for?');
    expect(words(await page('/console/preview/bank/online-safety/play?age=7-8'))).toContain(
      'Em có muốn tham gia không?',
    );
  });

  it('ticks nothing by itself, and marks nothing that only has the id of one of its questions', async () => {
    const html = await page(path());
    expect(html.match(/name="question"/g)?.length).toBeGreaterThan(3);
    expect(html).not.toMatch(/name="question"[^>]* checked/);
    expect(html).not.toContain('đã có trong bản soạn');
    expect(words(html)).toContain('Thêm cả nhóm');
  });

  it('adds a whole block at one press', async () => {
    const whole = `/console/preview/drafts/${world.forty}/bank/online-safety`;
    const revision = (await world.dependencies.preview.draft(world.forty))?.revision;
    const block = (await world.dependencies.preview.bank()).find(({ id }) => id === 'online-safety');
    const fields = { seen: String(revision), before: 'end', all: '1', question: ['net-use'] };
    const answer = await world.post(staff, whole, fields);
    expect(answer.headers.get('location')).toMatch(new RegExp(`&added=${block?.questions.length}$`));
    const html = await page(whole);
    expect(html.match(/đã có trong bản soạn/g)).toHaveLength(block?.questions.length ?? -1);
    expect(words(html)).not.toContain('Thêm cả nhóm');
  });

  it('refuses a form with nothing ticked, and keeps what was chosen', async () => {
    const answer = await world.post(staff, path(), { seen: await seen(), before: '1' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('Anh chị chưa đánh dấu câu nào.');
    expect(html).toContain('<option value="1" selected="">');
  });

  it('adds what is ticked with what it needs, once, with ids of its own', async () => {
    const fields = { seen: await seen(), before: '1', question: ['net-talk-care', 'net-use'] };
    const answer = await world.post(staff, path(), fields);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `/console/preview/drafts/${world.fresh}/bank?done=added&added=3`,
    );
    expect(await idsIn()).toEqual(['consent', 'net-use-2', 'net-talk', 'net-talk-care', 'net-use']);
    expect((await page(path())).match(/đã có trong bản soạn/g)).toHaveLength(3);
    expect(words(await page(answer.headers.get('location') ?? ''))).toContain(
      'Đã thêm 3 câu hỏi vào bản soạn.',
    );
    const again = await world.post(staff, path(), fields);
    expect(again.status).toBe(409);
    expect(words(await again.text())).toContain('có thể lần bấm trước đã thêm xong');
    expect((await idsIn()).length).toBe(5);
  });

  it('says that a draft changed meanwhile, is unreadable, or is not there', async () => {
    const at = (draft: string) => `/console/preview/drafts/${draft}/bank/online-safety`;
    const question = ['net-use'];
    expect((await world.post(staff, path(), { seen: '1', question })).status).toBe(409);
    expect((await world.post(staff, path(), { seen: 'x', question })).status).toBe(409);
    expect((await world.post(staff, at('none'), { seen: '1', question })).status).toBe(404);
    expect((await world.post(staff, `${path()}x`, { seen: '1', question })).status).toBe(404);
    expect(
      (await world.post(staff, path(), { seen: await seen(), question: ['__proto__', HOSTILE] })).status,
    ).toBe(422);
  });
});
