/** Papers for the data-protection file, written from the settings that run. */

import type { Config } from '../config.ts';
import { dayOf } from '../core/day.ts';
import { fillPrivacyFile, PRIVACY_TEMPLATES, type PrivacyDocument } from '../core/privacy-file.ts';
import type { Store } from '../storage/store.ts';
import { readConsents, totalConsents } from '../usecases/read-consents.ts';
import { configuredChannels } from './channels.ts';
import type { Runtime } from './runtime.ts';

/** What it is bound to. */
export type PrivacyFileParts = {
  readonly config: Config;
  readonly runtime: Pick<Runtime, 'clock' | 'readShipped'>;
  readonly store: Pick<Store, 'retention'>;
  readonly publicUrl: string;
};

/** Binds the writing of them. */
export function composePrivacyFile({ config, runtime, store, publicUrl }: PrivacyFileParts) {
  return async (document: PrivacyDocument): Promise<string> =>
    fillPrivacyFile(await runtime.readShipped(PRIVACY_TEMPLATES[document]), {
      day: dayOf(runtime.clock.now()),
      publicUrl,
      database:
        config.DATABASE_URL === undefined ? 'cơ sở dữ liệu nhúng trong máy chủ' : 'máy chủ PostgreSQL riêng',
      channels: configuredChannels(config),
      minCell: config.MIN_CELL,
      sealBatch: config.SEAL_BATCH,
      moderationDays: config.MODERATION_DAYS,
      contactDays: config.CONTACT_DAYS,
      consents: totalConsents(await readConsents(store.retention)()),
    });
}
