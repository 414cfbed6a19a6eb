/** What each channel makes of a turn, shown without a vendor: the same rendering that children get. */

import { cleanText } from '../../channels/clean-text.ts';
import { render as renderTelegram } from '../../channels/telegram/render.ts';
import { show as showTelegram } from '../../channels/telegram/show.ts';
import { render as renderWeb } from '../../channels/web/render.ts';
import { show as showWeb } from '../../channels/web/show.ts';
import { render as renderZalo } from '../../channels/zalo/render.ts';
import { show as showZalo } from '../../channels/zalo/show.ts';
import { render as renderOa } from '../../channels/zalo-oa/render.ts';
import { show as showOa } from '../../channels/zalo-oa/show.ts';
import type { PreviewServices } from '../../usecases/preview-walk.ts';

/** One stage a channel. */
export const PREVIEW_STAGES: Pick<PreviewServices, 'stages' | 'clean'> = {
  clean: cleanText,
  stages: {
    web: (messages) => renderWeb(messages).map(showWeb),
    telegram: (messages) => renderTelegram(messages).map(showTelegram),
    zalo: (messages) => renderZalo(messages).map(showZalo),
    'zalo-oa': (messages) => renderOa(messages).map(showOa),
  },
};
