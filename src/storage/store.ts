/** Storage as a whole: every port over one database. */

import type { Predecessor } from '../core/gazetteer.ts';
import type { Locality } from '../core/locality.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { ApiKeyStore } from '../ports/api-key-store.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { AuditLog, AuditReader } from '../ports/audit-log.ts';
import type { BacklogStore } from '../ports/backlog-store.ts';
import type { BroadcastStore } from '../ports/broadcast-store.ts';
import type { ChannelSignsStore } from '../ports/channel-signs-store.ts';
import type { CodeStore } from '../ports/code-store.ts';
import type { CommentStore } from '../ports/comment-store.ts';
import type { ConsultationPlanStore } from '../ports/consultation-plan-store.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { ExportStore } from '../ports/export-store.ts';
import type { FlowDraftStore } from '../ports/flow-draft-store.ts';
import type { FlowPublicationStore } from '../ports/flow-publication-store.ts';
import type { FormImportStore } from '../ports/form-import-store.ts';
import type { IndicatorStore } from '../ports/indicator-store.ts';
import type { ModerationStore } from '../ports/moderation-store.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { ParentStore } from '../ports/parent-store.ts';
import type { ProgressStore } from '../ports/progress-store.ts';
import type { ProtectionStore } from '../ports/protection-store.ts';
import type { PublicResultsStore } from '../ports/public-results-store.ts';
import type { ReceivingStore } from '../ports/receiving-store.ts';
import type { ReleaseHookStore } from '../ports/release-hook-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { RetentionStore } from '../ports/retention-store.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { SealingStore } from '../ports/sealing-store.ts';
import type { StaffStore } from '../ports/staff-store.ts';
import type { TableStore } from '../ports/table-store.ts';
import type { TallyStore } from '../ports/tally-store.ts';
import type { TokenStore } from '../ports/token-store.ts';
import { createAddressBook } from './address-book.ts';
import { createApiKeyStore } from './api-key-store.ts';
import { createAttemptStore } from './attempt-store.ts';
import { createAuditLog } from './audit-log.ts';
import { createBacklogStore } from './backlog-store.ts';
import { createBroadcastStore } from './broadcast-store.ts';
import { createChannelSignsStore } from './channel-signs-store.ts';
import { createCodeStore } from './code-store.ts';
import { createCommentStore } from './comment-store.ts';
import { createConsultationPlanStore } from './consultation-plan-store.ts';
import { createConsultationStore } from './consultation-store.ts';
import type { Connections, Database, Queryable } from './database.ts';
import { createExportStore } from './export-store.ts';
import { createFlowDraftStore } from './flow-draft-store.ts';
import { createFlowPublicationStore } from './flow-publication-store.ts';
import { createFormImportStore } from './form-import-store.ts';
import { createIndicatorStore } from './indicator-store.ts';
import { holdToSecretKey, isUnderKey, type Keys } from './key-fingerprint.ts';
import { loadLocalities, readFormerProvinces, readLocalities } from './localities.ts';
import { isMigrated, migrate, readMigrations } from './migrations.ts';
import { createModerationStore } from './moderation-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createParentStore } from './parent-store.ts';
import { withinPatience } from './patience.ts';
import type { PrismaReader } from './prisma.ts';
import { createProgressStore } from './progress-store.ts';
import { createProtectionStore } from './protection-store.ts';
import { createPublicResultsStore } from './public-results-store.ts';
import { purge } from './purge.ts';
import { createReceivingStore } from './receiving-store.ts';
import { createReleaseHookStore } from './release-hook-store.ts';
import { createReleaseStore } from './release-store.ts';
import { createRetentionStore } from './retention-store.ts';
import { createRunStore } from './run-store.ts';
import { createSealingStore } from './sealing-store.ts';
import { type SignInTables, signInTables } from './sign-in-tables.ts';
import { createStaffStore } from './staff-store.ts';
import { createTableStore } from './table-store.ts';
import { createTallyStore } from './tally-store.ts';
import { createTokenStore } from './token-store.ts';

/** Every port of storage over one database. */
export type Store = {
  /** Where the data lies, in words for the operator; no password in it. */
  readonly place: string;
  readonly addressBook: AddressBook;
  readonly consultations: ConsultationStore;
  readonly plans: ConsultationPlanStore;
  readonly codes: CodeStore;
  readonly runs: RunStore;
  readonly receiving: ReceivingStore;
  readonly outbox: OutboxStore;
  readonly broadcasts: BroadcastStore;
  /** How channels are doing, for whoever has to do something about it. */
  readonly channelSigns: ChannelSignsStore;
  readonly sealing: SealingStore;
  readonly moderation: ModerationStore;
  readonly comments: CommentStore;
  readonly releases: ReleaseStore;
  readonly publicResults: PublicResultsStore;
  /** Published tables. */
  readonly tables: TableStore;
  readonly progress: ProgressStore;
  readonly tallies: TallyStore;
  readonly indicators: IndicatorStore;
  readonly staff: StaffStore;
  readonly attempts: AttemptStore;
  readonly audit: AuditLog & AuditReader;
  readonly apiKeys: ApiKeyStore;
  readonly releaseHooks: ReleaseHookStore;
  /** What the library that signs staff in works on. */
  readonly signIn: SignInTables;
  readonly flowDrafts: FlowDraftStore;
  readonly flowPublications: FlowPublicationStore;
  readonly formImports: FormImportStore;
  /** Files of published figures, under way and to be fetched. */
  readonly exports: ExportStore;
  /** The tokens of the Zalo official account, the one vendor that rotates them. */
  readonly tokens: TokenStore;
  /** The places that are valid now. */
  localities(): Promise<readonly Locality[]>;
  /** The names of former provinces. @see readFormerProvinces */
  formerProvinces(): Promise<readonly Predecessor[]>;
  /**
   * Brings the tables and the places to the version of this code, and holds the database to its secret key.
   *
   * @throws {AppError} `secret-key-differs`, and what the migrations throw
   * @see migrate
   */
  migrate(): Promise<{ readonly applied: readonly string[] }>;
  /**
   * Whether the database can be reached, is migrated, and is used under its own secret key; `false` where it does not
   * say so within 2 s. Never throws.
   */
  ready(): Promise<boolean>;
  /** What waits, for whoever watches. */
  readonly backlog: BacklogStore;
  readonly retention: RetentionStore;
  readonly protection: ProtectionStore;
  readonly parents: ParentStore;
  /** How many connections to the database there are; `null` where it is in this process. */
  connections(): Connections | null;
  /** Deletes what is past its time. */
  purge(now: Date): Promise<void>;
  /** Copies the embedded database for a backup; `null` on a server. @see Database.copyFolder */
  copyFolder(): Promise<string | null>;
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
  const keys: Keys = { secretKey, addressBook };
  return {
    place,
    addressBook,
    consultations: createConsultationStore(database, prisma),
    plans: createConsultationPlanStore(database),
    codes: createCodeStore(database),
    runs: createRunStore(database),
    receiving: createReceivingStore(database),
    outbox: createOutboxStore(database),
    broadcasts: createBroadcastStore(database, addressBook),
    channelSigns: createChannelSignsStore(database),
    sealing: createSealingStore(database, addressBook),
    moderation: createModerationStore(database),
    comments: createCommentStore(database),
    releases: createReleaseStore(database, prisma),
    publicResults: createPublicResultsStore(database),
    tables: createTableStore(database),
    progress: createProgressStore(database),
    tallies: createTallyStore(database),
    indicators: createIndicatorStore(database),
    staff: createStaffStore(database, secretKey),
    attempts: createAttemptStore(database, secretKey),
    audit: createAuditLog(database, secretKey),
    apiKeys: createApiKeyStore(database),
    releaseHooks: createReleaseHookStore(database, addressBook),
    signIn: signInTables(prisma, secretKey),
    flowDrafts: createFlowDraftStore(database),
    flowPublications: createFlowPublicationStore(database),
    formImports: createFormImportStore(database),
    exports: createExportStore(database),
    tokens: createTokenStore(database, addressBook, 'zalo-oa'),
    localities: () => readLocalities(database),
    formerProvinces: () => readFormerProvinces(database),
    async migrate() {
      const applied = await migrate(database, await readMigrations(readShipped));
      await holdToSecretKey(database, keys);
      await loadLocalities(database, readShipped);
      return { applied };
    },
    ready: () => withinPatience(isUsable({ query: database.probe }, keys)).catch(() => false),
    backlog: createBacklogStore(database),
    retention: createRetentionStore(database),
    protection: createProtectionStore(database),
    parents: createParentStore(database),
    connections: () => database.connections(),
    purge: (now) => purge(database, now),
    copyFolder: async () => (await database.copyFolder?.()) ?? null,
    async close() {
      await prisma.$disconnect();
      await database.close();
    },
  };
}

async function isUsable(database: Queryable, keys: Keys): Promise<boolean> {
  return (await isMigrated(database)) && (await isUnderKey(database, keys));
}
