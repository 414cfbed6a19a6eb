/** Reads what the web page posts. */

import type { InboundContent } from '../../core/message.ts';
import type { Decoded, RawDelivery } from '../../ports/channel.ts';
import { cleanText, cleanWord } from '../clean-text.ts';
import { parseBody } from '../parse-body.ts';
import { readLanguage } from '../read-language.ts';
import { postSchema } from './schema.ts';
import { CODE_HEADER, VISITOR_HEADER } from './verify.ts';

/** How the tokens of our choices begin. */
const TOKEN = /^b:\S+$/;

/** Makes the reader. It never throws: what is no post gives no message and a reason. */
export function createDecode(now: () => Date): (delivery: RawDelivery) => Decoded {
  return (delivery) => {
    const post = postSchema.safeParse(parseBody(delivery.body));
    if (!post.success) return { messages: [], ignored: 'not-a-post' };
    const visitor = delivery.header(VISITOR_HEADER) ?? '';
    const code = cleanWord(delivery.header(CODE_HEADER) ?? '');
    return {
      messages: [
        {
          channel: 'web',
          key: `${visitor}:${post.data.id}`,
          account: visitor,
          sentAt: now(),
          content: readContent(post.data),
          ...(code === '' ? {} : { code }),
          ...readLanguage(delivery.header('accept-language')),
        },
      ],
    };
  };
}

/** A choice that is no token of ours, such as a number or a label, is read as if it had been typed. */
function readContent(post: {
  readonly text?: string | undefined;
  readonly choice?: string | undefined;
}): InboundContent {
  const choice = post.choice === undefined ? undefined : cleanText(post.choice);
  if (choice !== undefined && TOKEN.test(choice)) return { kind: 'tap', token: cleanWord(choice) };
  const typed = choice ?? (post.text === undefined ? undefined : cleanText(post.text));
  if (typed === undefined) return { kind: 'open' };
  return typed === '' ? { kind: 'unsupported', what: 'other' } : { kind: 'text', text: typed };
}
