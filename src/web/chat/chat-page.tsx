/** The page a child answers on, as the server draws it. */

import { raw } from 'hono/html';
import { Brand, Layout } from '../layout.tsx';
import type { Reply } from './chat-message.ts';
import type { PageConfig, PhraseName } from './page-contract.ts';
import { PlainAnswers, PlainBubbles } from './plain-reply.tsx';
import { ANOTHER_CHILD, HAND_OVER, SAFE_WORD } from './spoken-words.ts';

/** What the page shows. */
export type ChatPageProps = {
  readonly config: PageConfig;
  readonly title: string;
  readonly phrase: (name: PhraseName | 'demo' | 'start') => string;
  readonly demo: boolean;
  /** What to show where no script runs; `null` shows a button to start. */
  readonly reply: Reply | null;
  /** Id for whatever form is posted next. */
  readonly nextId: string;
};

/** Draws the page. The script takes over what is in `#log` and `#answers`; without it the forms work by themselves. */
export function ChatPage({ config, title, phrase, demo, reply, nextId }: ChatPageProps) {
  const address = `/c/${config.code}`;
  return (
    <Layout
      language={config.language}
      title={`${title} · Em Nói`}
      style="chat/chat.css"
      script="chat/chat.js"
      hidden
    >
      <header class="top">
        <Brand />
        <Commands config={config} phrase={phrase} address={address} nextId={nextId} />
        <Progress reply={reply} />
      </header>
      <main id="chat">
        <h1 id="title">{title}</h1>
        {demo && <p class="demo">{phrase('demo')}</p>}
        <div id="log" role="log" aria-live="polite" aria-label={phrase('log')}>
          {reply && <PlainBubbles reply={reply} we={phrase('we')} />}
        </div>
        <div id="dots" aria-hidden="true" hidden>
          <i />
          <i />
          <i />
        </div>
        <p id="status" role="status" />
        <fieldset id="answers" tabindex={-1} aria-label={phrase('answers')}>
          {reply ? (
            <PlainAnswers reply={reply} phrase={phrase} address={address} nextId={nextId} />
          ) : (
            <form class="start" method="post" action={address}>
              <input type="hidden" name="id" value={nextId} />
              <button type="submit" class="button">
                {phrase('start')}
              </button>
            </form>
          )}
        </fieldset>
      </main>
      <footer>
        <button
          type="submit"
          id="another"
          class="quiet"
          form="commands"
          name="text"
          value={ANOTHER_CHILD}
          data-sure={HAND_OVER}
        >
          {phrase('another')}
        </button>
        <p id="machine">{phrase('machine')}</p>
      </footer>
      <script type="application/json" id="config">
        {raw(JSON.stringify(config).replaceAll('<', '\\u003c'))}
      </script>
    </Layout>
  );
}

type CommandsProps = Pick<ChatPageProps, 'config' | 'phrase' | 'nextId'> & { readonly address: string };

/** Language and help: always there, each a word that could as well be typed. */
function Commands({ config, phrase, address, nextId }: CommandsProps) {
  return (
    <form id="commands" method="post" action={address}>
      <input type="hidden" name="id" value={nextId} />
      {config.languages.map(({ tag, name }) => (
        <button
          type="submit"
          class="quiet"
          name="text"
          value={name}
          lang={tag}
          data-language={tag}
          hidden={tag === config.language}
        >
          {name}
        </button>
      ))}
      <button type="submit" id="help" class="help" name="text" value={SAFE_WORD}>
        {phrase('help')}
      </button>
    </form>
  );
}

function Progress({ reply }: { readonly reply: Reply | null }) {
  const progress = reply?.messages.at(-1)?.progress;
  return (
    <div id="progress" hidden={progress === undefined}>
      <span aria-hidden="true">{progress && `${progress.at}/${progress.of}`}</span>
      <progress
        value={progress?.at ?? 0}
        max={progress?.of ?? 1}
        aria-label={progress && `${progress.at}/${progress.of}`}
      />
    </div>
  );
}
