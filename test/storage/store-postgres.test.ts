/** The store contract on PostgreSQL. */

import { postgres } from './engines.ts';
import { storeContract } from './store-contract.ts';

storeContract(postgres);
