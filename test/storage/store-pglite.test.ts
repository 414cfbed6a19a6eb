/** The store contract on PGlite. */

import { pglite } from './engines.ts';
import { storeContract } from './store-contract.ts';

storeContract(pglite);
