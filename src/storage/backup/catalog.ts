/** What a database consists of, read from its own catalog: no list of tables to forget one in. */

import type { Queryable } from '../database.ts';

/** A column. */
export type Column = {
  readonly name: string;
  /** As SQL writes it, without a length or precision: a value that exceeds one is refused and never cut. */
  readonly type: string;
};

/** A table with everything in it that a backup keeps. */
export type Table = {
  readonly name: string;
  readonly columns: readonly Column[];
  /** What its rows are put in order by, as SQL: the primary key, the same on every engine and in every locale. */
  readonly order: string;
};

/** A foreign key, as SQL. */
export type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/** The table of the migrations is written by the migrations themselves. */
const RECORDS_TABLE = '_prisma_migrations';

/** Tables of ours: not those of an extension, and a partitioned table once. */
const TABLES = `
SELECT c.oid FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname <> '${RECORDS_TABLE}'
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** Computed columns compute themselves. Text has a primary key's order only in one collation. */
const COLUMNS = `
SELECT c.relname::text AS "table", a.attname::text AS name, format_type(a.atttypid, NULL) AS type,
  array_position(i.indkey::int[], a.attnum::int) AS "keyPlace", a.attcollation <> 0 AS "isText"
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.oid IN (${TABLES})
ORDER BY c.relname COLLATE "C", a.attnum`;

const FOREIGN_KEYS = `
SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND conrelid IN (${TABLES})
ORDER BY 1, 2`;

const SEQUENCES = `
SELECT c.relname::text AS name FROM pg_class c
WHERE c.relkind = 'S' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`;

type ColumnRow = Column & {
  readonly table: string;
  readonly keyPlace: number | null;
  readonly isText: boolean;
};

/** Reads the tables in the order of their names. */
export async function readTables(database: Queryable): Promise<readonly Table[]> {
  const rows = await database.query<ColumnRow>(COLUMNS);
  const tables = Map.groupBy(rows, (row) => row.table);
  return [...tables].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
    order: orderOf(columns),
  }));
}

/** Without a primary key: by everything. */
function orderOf(columns: readonly ColumnRow[]): string {
  const key = columns
    .filter((column) => column.keyPlace !== null)
    .sort((one, other) => Number(one.keyPlace) - Number(other.keyPlace));
  if (key.length > 0) {
    return key.map(({ name, isText }) => quoted(name) + (isText ? ' COLLATE "C"' : '')).join(', ');
  }
  return columns.map(({ name }) => `${quoted(name)}::text COLLATE "C"`).join(', ');
}

/** Reads the foreign keys between the tables. */
export function readForeignKeys(database: Queryable): Promise<readonly ForeignKey[]> {
  return database.query<ForeignKey>(FOREIGN_KEYS);
}

/** Reads the names of the sequences. */
export async function readSequenceNames(database: Queryable): Promise<readonly string[]> {
  return (await database.query<{ name: string }>(SEQUENCES)).map(({ name }) => name);
}

/** Tells whether a database holds nothing yet: no table of ours, and no history of migrations. */
export async function isEmpty(database: Queryable): Promise<boolean> {
  const [found] = await database.query<{ empty: boolean }>(
    `SELECT NOT EXISTS (${TABLES}) AND to_regclass('${RECORDS_TABLE}') IS NULL AS empty`,
  );
  return found?.empty === true;
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
