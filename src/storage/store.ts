/** Storage as a whole: every port over one database. */

import type { Predecessor } from '../core/gazetteer.ts';
import type { Locality } from '../core/locality.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ModerationStore } from '../ports/moderation-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { ReceivingStore } from '../ports/receiving-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { SealingStore } from '../ports/sealing-store.ts';
import type { TokenStore } from '../ports/token-store.ts';
import { createAddressBook } from './address-book.ts';
import { createConsultationStore } from './consultation-store.ts';
import type { Database } from './database.ts';
import { loadLocalities, readFormerProvinces, readLocalities } from './localities.ts';
import { isMigrated, migrate, readMigrations } from './migrations.ts';
import { createModerationStore } from './moderation-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import type { PrismaReader } from './prisma.ts';
import { purge } from './purge.ts';
import { createReceivingStore } from './receiving-store.ts';
import { createReleaseStore } from './release-store.ts';
import { createSealingStore } from './sealing-store.ts';
import { createTokenStore } from './token-store.ts';

/** Every port of storage over one database. */
export type Store = {
  /** Where the data lies, in words for the operator; no password in it. */
  readonly place: string;
  readonly addressBook: AddressBook;
  readonly consultations: ConsultationStore;
  readonly receiving: ReceivingStore;
  readonly outbox: OutboxStore;
  readonly sealing: SealingStore;
  readonly moderation: ModerationStore;
  readonly releases: ReleaseStore;
  /** The tokens of the Zalo official account, the one vendor that rotates them. */
  readonly tokens: TokenStore;
  /** The places that are valid now. */
  localities(): Promise<readonly Locality[]>;
  /** The names of former provinces. @see readFormerProvinces */
  formerProvinces(): Promise<readonly Predecessor[]>;
  /** Brings the tables and the places to the version of this code. @throws {AppError} `migration-changed` */
  migrate(): Promise<{ readonly applied: readonly string[] }>;
  /** Whether the database can be reached and is migrated. Never throws. */
  ready(): Promise<boolean>;
  /** Deletes what is past its time. */
  purge(now: Date): Promise<void>;
  close(): Promise<void>;
};

/** An open database and what goes with it. */
export type Opened = {
  readonly database: Database;
  /** For plain reads of the same database. */
  readonly prisma: PrismaReader;
  readonly secretKey: string;
  readonly place: string;
  /** Reads a file that ships with the program, by its path from the top of the project. */
  readonly readShipped: (path: string) => Promise<string>;
};

/** Binds every port to an open database. */
export function bindStore({ database, prisma, secretKey, place, readShipped }: Opened): Store {
  const addressBook = createAddressBook(secretKey);
  return {
    place,
    addressBook,
    consultations: createConsultationStore(database, prisma),
    receiving: createReceivingStore(database),
    outbox: createOutboxStore(database),
    sealing: createSealingStore(database, addressBook),
    moderation: createModerationStore(database),
    releases: createReleaseStore(database, prisma),
    tokens: createTokenStore(database, addressBook, 'zalo-oa'),
    localities: () => readLocalities(database),
    formerProvinces: () => readFormerProvinces(database),
    async migrate() {
      const applied = await migrate(database, await readMigrations(readShipped));
      await loadLocalities(database, readShipped);
      return { applied };
    },
    ready: () => isMigrated(database).catch(() => false),
    purge: (now) => purge(database, now),
    async close() {
      await prisma.$disconnect();
      await database.close();
    },
  };
}
