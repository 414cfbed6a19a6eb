/** On the page of a consultation that is over: removes what an unfinished walk left in this browser. */

import { browserStorage } from './browser-storage.client.ts';
import { openPocket } from './pocket.ts';

const code = document.querySelector('main')?.getAttribute('data-code');
if (code) openPocket(browserStorage(), code).forget();
