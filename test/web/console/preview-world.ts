/** A console with flows to look at: drafts sound and faulty, two published versions, one of forty questions. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { openStore } from '../../../src/storage/open-store.ts';
import { flowData, type QuestionData } from '../../core/flow/flow-data.ts';
import { type ConsoleWorld, openConsoleWorld } from './console-world.ts';

/** Đắk Lắk, and a place beside it. */
export const PLACES = { own: '66', beside: '68' } as const;

/** Written into every field that takes words. */
export const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ $t(console.sign-out)';

/** Ids of what lies in the database. */
export type PreviewWorld = ConsoleWorld & {
  /** The demo's flow, changed here and there; goes out from its second version. */
  readonly draft: string;
  /** Has a question that cannot be read, one twice, and a route that leads back. */
  readonly faulty: string;
  /** Nothing of it can be read. */
  readonly empty: string;
  /** Its words are an attack. */
  readonly hostile: string;
  readonly forty: string;
  /** A new flow for children of 9 and 10 in Vietnamese alone. */
  readonly fresh: string;
  readonly versions: readonly [first: string, second: string];
};

const readShipped = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Fills a database in a folder and opens the console over it. */
export async function openPreviewWorld(folder: string): Promise<PreviewWorld> {
  const store = await openStore({ dataDir: folder, readShipped, log: { warn: () => {} } });
  await store.migrate();
  const demo: Record<string, unknown> = parse(await readShipped('flows/truong-hoc-hanh-phuc.yaml'));
  const flowId = String(demo['flow']);
  const publish = async (version: number, source: object) => {
    const outcome = await store.consultations.publishFlow({ id: flowId, version, source });
    if (outcome.kind !== 'published') throw new Error(outcome.kind);
    return outcome.hash;
  };
  const first = await publish(1, { ...demo, version: 1, questions: questionsOf(demo).slice(0, -2) });
  const second = await publish(2, { ...demo, version: 2 });
  const begin = async (
    source: object,
    { id = 'trial', basedOn = null as string | null, place = PLACES.own as string } = {},
  ) => {
    const draft = randomUUID();
    await store.flowDrafts.begin({
      ...{ id: draft, flowId: id, place, source, basedOn, changedBy: 'Lan' },
      changedAt: new Date('2026-11-23T01:00:00Z'),
    });
    return draft;
  };
  const drafts = {
    draft: await begin(changed(demo), { id: flowId, basedOn: second }),
    faulty: await begin(faultyFlow()),
    empty: await begin({ title: 3 }),
    hostile: await begin(hostileFlow()),
    forty: await begin(fortyQuestions()),
    fresh: await begin(flowData([{ id: 'net-use', kind: 'choice' }])),
  };
  await store.close();
  return { ...(await openConsoleWorld(folder)), ...drafts, versions: [first, second] };
}

function questionsOf({ questions }: Record<string, unknown>): QuestionData[] {
  return structuredClone(questions) as QuestionData[];
}

/** One question worded anew, one with another option, one gone, one moved, one new. */
function changed(demo: Record<string, unknown>): object {
  const questions = questionsOf(demo).filter(({ id }) => id !== 'spot-thanks');
  const at = (id: string) => questions.findIndex((one) => one.id === id);
  const listened = questions[at('listened')];
  const wish = questions[at('wish-small')];
  const play = questions[at('play')];
  if (!listened || !wish || !play) throw new Error('the demo has changed');
  listened['text'] = {
    vi: 'Khi em nói điều mình nghĩ, thầy cô và bạn bè có lắng nghe không?',
    en: 'Do people listen?',
  };
  (wish['options'] as object[]).push({
    id: 'trees',
    face: '🌳',
    label: { vi: 'Nhiều cây xanh', en: 'More trees' },
  });
  questions.splice(at('play'), 1);
  questions.splice(at('listened') + 1, 0, play);
  questions.push({
    ...{ id: 'again', kind: 'yes-no', when: 'age != 7-8' },
    text: { vi: 'Lần sau em có muốn góp ý tiếp không?', en: 'Would you join again?' },
  });
  return { ...demo, version: 3, ages: ['7-8', '9-10', '11-13', '14-15'], questions };
}

function faultyFlow(): object {
  return flowData([
    { id: 'mood', kind: 'choice', routes: [{ when: 'mood = glad', to: 'consent' }] },
    { id: 'broken', kind: 'choice', options: 'none' },
    { id: 'mood', kind: 'text' },
    { id: 'last', kind: 'yes-no' },
  ]);
}

function hostileFlow(): object {
  const text = { vi: HOSTILE };
  const options = ['a', 'b'].map((id) => ({ id, label: text }));
  return flowData([{ id: 'evil', kind: 'choice', text, options, simpler: text }], {
    ...{ title: text, closing: text },
    questions: [
      { id: 'consent', kind: 'consent', text, declined: text },
      { id: 'evil', kind: 'choice', text, options, simpler: text, routes: [{ when: 'evil = a', to: 'end' }] },
      { id: 'then', kind: 'text', 'max-length': 200, text },
    ],
  });
}

/** Forty questions with branches: by age, by answers, jumps ahead and early ends. */
export function fortyQuestions(): object {
  const questions = Array.from({ length: 36 }, (_, at): QuestionData => {
    const id = `q${at + 1}`;
    const text = {
      vi: `Câu hỏi số ${at + 1}: em thấy việc này ở trường mình và ở nhà như thế nào trong thời gian gần đây?`,
    };
    const isPart = at % 6 === 2;
    const routes = isPart
      ? [
          { when: `${id} = glad`, to: `q${Math.min(36, at + 4)}` },
          ...(at % 12 === 2 ? [{ when: `${id} = sad`, to: at > 20 ? 'end' : `q${at + 3}` }] : []),
        ]
      : undefined;
    const when = at % 9 === 4 ? 'age = 7-8' : at % 9 === 5 ? 'age in [11-13, 14-15]' : undefined;
    return {
      ...{ id, kind: at % 5 === 4 && !isPart ? 'text' : 'choice', text },
      ...(routes === undefined ? {} : { routes }),
      ...(when === undefined ? {} : { when }),
    };
  });
  return flowData(
    [
      { id: 'age', kind: 'age', text: { vi: 'Em mấy tuổi rồi?' } },
      { id: 'place', kind: 'place', text: { vi: 'Em đang sống ở đâu?' } },
      ...questions,
      { id: 'thanks', kind: 'info', text: { vi: 'Cảm ơn em đã kể. Sắp xong rồi!' } },
    ],
    { ages: ['7-8', '9-10', '11-13', '14-15'], title: { vi: 'Bốn mươi câu hỏi' } },
  );
}
