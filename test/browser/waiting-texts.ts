/** Open answers that wait for a moderator, and comments, put into a console's database from beside it. */

import { randomUUID } from 'node:crypto';
import type { Consultation } from '../../src/core/consultation.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { bindStore } from '../../src/storage/store.ts';
import { readShipped } from '../storage/engines.ts';

/** The open question of the demo. */
const QUESTION = 'head-teacher';

const TEXTS = [
  'Em muốn sân trường có thêm cây xanh và ghế đá để giờ ra chơi không bị nắng.',
  'Nhà vệ sinh bẩn lắm ạ, em không dám vào nên toàn nhịn đến lúc về nhà.',
  'Thầy ơi bớt bài tập về nhà để chúng em được ngủ sớm hơn.',
  'Bạn [tên] lớp em hay bị trêu vì nói ngọng, em mong cô giúp bạn ấy.',
  'Cho tụi em mượn sách thư viện về nhà đọc nha thầy.',
] as const;

/** Puts texts into the demo's queue and comments beside them. */
export async function putTexts(
  at: { readonly url: string; readonly secretKey: string },
  counts: { readonly texts: number; readonly comments: number },
): Promise<{ readonly consultation: string; readonly question: string }> {
  const database = openPostgres({ url: at.url });
  const prisma = await createPrisma(database);
  const store = bindStore({ database, prisma, secretKey: at.secretKey, place: 'a test', readShipped });
  const [demo] = await store.consultations.list();
  if (demo === undefined) throw new Error('there is no demo');
  for (let n = 0; n < counts.texts; n += 1) {
    const trace = store.addressBook.encrypt(
      JSON.stringify({ contact: randomUUID(), ageBand: '9-10', place: '79' }),
    );
    await database.query(
      `INSERT INTO waiting_texts (consultation_id, question, text, trace, waiting_since, mixed)
       VALUES ($1::uuid, $2, $3, $4, current_date, true)`,
      [demo.id, QUESTION, `${TEXTS[n % TEXTS.length]} (${n})`, trace],
    );
  }
  await store.moderation.sealComments(batchOf(demo, counts.comments));
  await store.close();
  return { consultation: demo.id, question: QUESTION };
}

function batchOf({ id }: Consultation, count: number) {
  const comments = Array.from({ length: count }, (_, n) => ({
    ...({ id: randomUUID(), question: QUESTION, ageBand: n % 3 === 0 ? '11-13' : '9-10' } as const),
    ...{ province: n % 2 === 0 ? '79' : '01', text: TEXTS[n % TEXTS.length] ?? '' },
  }));
  return { consultationId: id, texts: [], comments, companions: 0, day: '2026-11-20' };
}
