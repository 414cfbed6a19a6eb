/** What bringing spreadsheets in and giving them out needs, bound to the open store. */

import { createSay } from '../../i18n/say.ts';
import { MAX_FILE_BYTES, MAX_ROWS } from '../../reports/workbook/limits.ts';
import { importForm } from '../../usecases/import-form.ts';
import { readFlowVersion } from '../../usecases/list-flows.ts';
import { type FormFileReading, formFiles } from '../form-files.ts';
import type { OperatorParts } from '../operator.ts';

/** Files that may wait to be read; each holds its bytes meanwhile. */
const MOST_WAITING = 4;

/** Binds them. */
export function composeXlsForms({ store, runtime }: OperatorParts) {
  const { flowDrafts: drafts, flowPublications: publications, formImports: imports, consultations } = store;
  const files = formFiles(createSay());
  return {
    limits: { bytes: MAX_FILE_BYTES, rows: MAX_ROWS },
    readFile: oneAfterAnother(files.read),
    importForm: importForm({ drafts, publications, imports, clock: runtime.clock }),
    imported: imports.of,
    listImports: imports.list,
    draft: drafts.get,
    version: readFlowVersion({ publications, consultations }),
    /** The newest published version of a flow, for whoever knows its id. */
    newestVersion: consultations.latestFlow,
    toSheet: files.write,
    template: files.template,
  };
}

type Read = ReturnType<typeof formFiles>['read'];

/** Reads one file at a time, so that many at once take no more memory than one; the sender of one too many is told. */
function oneAfterAnother(read: Read): Read {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (file, fileName): Promise<FormFileReading> => {
    if (waiting >= MOST_WAITING) return { kind: 'faulty', fault: { code: 'busy', facts: {} }, notes: [] };
    waiting += 1;
    const mine = last.then(() => read(file, fileName));
    last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
}
