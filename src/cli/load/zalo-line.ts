/** Zalo: everything is typed, and every reply comes through the outbox, at the pace of ZALO_RATE. */

import { createHash, randomUUID } from 'node:crypto';
import type { Deed, Seen } from './child.ts';
import { type ChildLine, fault, type Heard, type Line, readJson } from './line.ts';
import type { Wire } from './post.ts';
import type { VendorStandIn } from './vendor-stand-in.ts';

/** Words by which a Vietnamese reply names what may be typed beside an option. */
const SKIP = 'bỏ qua';
const STOP = 'dừng';

/** Opens the line. @param secret the webhook secret of the settings */
export function openZaloLine(
  wire: Wire,
  vendor: VendorStandIn,
  { code, secret }: { readonly code: string; readonly secret: string },
): Line {
  async function deliver(chat: string, deed: Deed): Promise<Heard> {
    const next = vendor.listenFor(chat);
    const message = {
      ...{ date: Date.now(), message_id: randomUUID(), text: wordsOf(deed, code) },
      chat: { chat_type: 'PRIVATE', id: chat },
      from: { id: chat, is_bot: false, display_name: 'Em' },
    };
    const answer = await wire.send({
      ...{ method: 'POST', path: '/webhooks/zalo' },
      headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': secret },
      body: JSON.stringify({ event_name: 'message.text.received', message }),
    });
    const read = readJson({ ...answer, ...(answer.kind === 'answered' ? { body: '' } : {}) });
    if (read.kind === 'fault') {
      next.cancel();
      return read;
    }
    const reply = await next.message;
    return reply === null
      ? fault('no reply came through the outbox')
      : { kind: 'seen', seen: seenIn(reply.text) };
  }

  return {
    newChild(): ChildLine {
      const chat = `burst-${randomUUID()}`;
      return { act: (deed) => deliver(chat, deed) };
    },
    close: () => vendor.close(),
  };
}

function wordsOf(deed: Deed, code: string): string {
  if (deed.kind === 'open') return code;
  return deed.kind === 'type' ? deed.text : (deed.id.split(':')[1] ?? '');
}

/** Ids made up so that they read like those of buttons: what to type, which question, what it stands for. */
function seenIn(text: string): Seen {
  const question = createHash('sha256').update(text).digest('base64url').slice(0, 8);
  const options = [...text.matchAll(/^(\d+)[.)] (.*)$/gm)].map(
    ([, number = '', label = '']) =>
      `z:${number}:${question}:${/^(Có|Yes)(?!\p{L})/u.test(label) ? 'yes' : number}`,
  );
  const lower = text.toLowerCase();
  const asks = options.length > 0 || lower.includes(STOP);
  const skips = asks && lower.includes(SKIP);
  return {
    options,
    controls: skips ? [`z:${SKIP}:${question}:_skip`] : [],
    // Only the question of age can be neither skipped nor chosen by number.
    number: asks && !skips && options.length === 0,
    done: !asks,
  };
}
