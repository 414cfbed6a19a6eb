/** What those who bring spreadsheets in may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { FormImport } from '../../src/ports/form-import-store.ts';
import type { TriedStore } from './engines.ts';
import { flowFile, later, NOW } from './made-up.ts';

export function formImportContract(tried: () => TriedStore): void {
  const imports = () => tried().store.formImports;
  const drafts = () => tried().store.flowDrafts;

  async function importOne(more: Partial<FormImport> = {}): Promise<FormImport> {
    const flowId = `f-${randomUUID().slice(0, 8)}`;
    const draft = await drafts().begin({
      ...{ id: randomUUID(), flowId, place: '79', source: flowFile(flowId), basedOn: null },
      ...{ changedBy: 'Lan', changedAt: NOW },
    });
    const notes = [
      { code: 'list-unused', sheet: 'choices', rows: [2, 3], column: 'A', facts: { list: 'a\ud800\u0000' } },
    ] as const;
    const found = { draft: draft.id, fileName: 'Bảng 1.xlsx', notes, by: 'Lan', at: NOW, ...more };
    await imports().keep(found);
    return found;
  }

  it('keeps a spreadsheet with its notes beside its draft, once', async () => {
    const found = await importOne();
    await imports().keep({ ...found, fileName: 'Bảng 2.xlsx', notes: [] });
    const kept = await imports().of(found.draft);
    expect(kept).toMatchObject({ draft: found.draft, fileName: 'Bảng 1.xlsx', by: 'Lan', at: NOW });
    expect(kept?.notes).toMatchObject([
      { code: 'list-unused', rows: [2, 3], facts: { list: 'a\ufffd\ufffd' } },
    ]);
  });

  it('finds none for a draft that came from no spreadsheet, or for what is no id', async () => {
    expect(await imports().of(randomUUID())).toBeNull();
    expect(await imports().of("' OR 1=1")).toBeNull();
  });

  it('lists them newest first with their places, and forgets them with their drafts', async () => {
    const [older, newer] = [await importOne({ at: later(10) }), await importOne({ at: later(20) })];
    const listed = async () => (await imports().list()).map(({ draft, place }) => [draft, place]);
    expect(await listed()).toEqual(
      expect.arrayContaining([
        [newer.draft, '79'],
        [older.draft, '79'],
      ]),
    );
    const ids = (await listed()).map(([draft]) => draft);
    expect(ids.indexOf(newer.draft)).toBeLessThan(ids.indexOf(older.draft));
    await drafts().discard(newer.draft);
    expect(await imports().of(newer.draft)).toBeNull();
    expect((await listed()).map(([draft]) => draft)).not.toContain(newer.draft);
  });
}
