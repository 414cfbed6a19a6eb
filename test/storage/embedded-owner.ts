/** A process that owns an embedded database: opens it and, when asked to, writes until it is killed. */

import { openEmbedded } from '../../src/storage/embedded.ts';

const [folder = '', task = ''] = process.argv.slice(2);

try {
  const database = await openEmbedded(folder);
  console.log('open');
  if (task === 'write') {
    await database.query('CREATE TABLE IF NOT EXISTS diary (n int)');
    for (let n = 1; ; n += 1) {
      await database.query('INSERT INTO diary VALUES ($1)', [n]);
      console.log(n);
    }
  }
  process.stdin.once('data', async () => {
    await database.close();
    process.exit(0);
  });
} catch (error) {
  console.log(error instanceof Error && 'code' in error ? error.code : error);
  process.exit(1);
}
