/** What the pages on indicators need, bound to the open store. */

import { createSay } from '../../i18n/say.ts';
import { MAX_FILE_BYTES } from '../../reports/workbook/limits.ts';
import { closeYear } from '../../usecases/close-year.ts';
import { keepIndicatorRows } from '../../usecases/keep-indicator-rows.ts';
import { watchIndicators } from '../../usecases/watch-indicators.ts';
import { indicatorFiles } from '../indicator-files.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeIndicators({ store, flows, gazetteer, runtime, config }: OperatorParts) {
  const { clock, random } = runtime;
  const { indicators, tallies, consultations, sealing, audit } = store;
  const services = { store: indicators, tallies, consultations, flows, gazetteer, clock, random };
  const onFault = (error: unknown) => runtime.log.error('indicators.count', error);
  const watching = { ...services, minCell: config.MIN_CELL, onFault };
  return {
    watch: watchIndicators(watching),
    rows: keepIndicatorRows({ store: indicators, gazetteer, clock, random }),
    closing: closeYear({ ...watching, sealing, audit }),
    files: { ...indicatorFiles(createSay(), gazetteer), maxBytes: MAX_FILE_BYTES },
  };
}
