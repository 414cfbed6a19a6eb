/** Papers for the data-protection file, written from the settings that run. */

import { dayOf } from '../core/day.ts';
import { fillPrivacyFile, PRIVACY_TEMPLATES, type PrivacyDocument } from '../core/privacy-file.ts';
import { configuredChannels } from './channels.ts';
import type { OperatorParts } from './operator.ts';

/** Binds the writing of them. */
export function composePrivacyFile({ config, runtime, publicUrl }: OperatorParts) {
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
    });
}
