/** The file of a backup: a header in clear, then lines of JSON, compressed and usually encrypted. */

import { z } from 'zod';

/**
 * The version of the format. Header line; then, compressed: a line that says what is inside, for each table a line with
 * its name and one line for each row, and a last line with what all came to.
 */
export const FORMAT_VERSION = 1;

/** The first line of the file, which is never hidden: what it is, and under which key. */
export const headerSchema = z.object({
  format: z.literal('em-noi-backup'),
  version: z.int().min(1),
  /** Version of the program that made it. */
  program: z.string().max(100),
  /** Day in Asia/Ho_Chi_Minh. */
  madeOn: z.iso.date(),
  /** Fingerprint of the secret key that the database is used under. */
  key: z.string().max(100),
  /** Makes the key of this file, together with the secret key; null: not encrypted. Base64url. */
  salt: z.string().max(100).nullable(),
});

/** @see headerSchema */
export type BackupHeader = z.infer<typeof headerSchema>;

/** What is inside. */
export const contentsSchema = z.object({
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});

/** @see contentsSchema */
export type BackupContents = z.infer<typeof contentsSchema>;

/** From here on the rows of this table follow. */
export const tableLineSchema = z.object({ table: z.string() });

/** The last line: a file without it was cut off. */
export const endSchema = z.object({
  end: z.object({
    tables: z.record(z.string(), z.object({ rows: z.int().min(0), sha256: z.string() })),
    sequences: z.record(z.string(), z.object({ last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  }),
});

/** @see endSchema */
export type BackupEnd = z.infer<typeof endSchema>['end'];
