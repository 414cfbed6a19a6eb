/** The rival that does nothing: reads the JSON body of an update and answers with two words. */

import { Hono } from 'hono';
import { listen } from './listen.ts';

const app = new Hono();
app.post('/webhooks/telegram', async (c) => {
  const update = await c.req.json();
  return c.json({ ok: update.update_id > 0 });
});
listen(app);
