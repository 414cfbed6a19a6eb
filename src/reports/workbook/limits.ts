/** How much of a spreadsheet is read: many times what a form needs, and little enough for a server that children wait for. */

/** Largest file, in bytes. A form of 200 questions in three languages has some 100 kB. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Most entries in the file. */
export const MAX_ENTRIES = 3000;

/** Largest unpacked part that is read, in bytes: it is unpacked in one go. */
export const MAX_PART_BYTES = 4 * 1024 * 1024;

/** Most bytes of all unpacked parts that are read. */
export const MAX_UNPACKED_BYTES = 12 * 1024 * 1024;

/** Most rows with values in a sheet. A flow has at most 200 questions. */
export const MAX_ROWS = 2000;

/** Most cells with values in a row. Five languages with a wording for every age band have some 150 columns. */
export const MAX_COLUMNS = 300;

/** Most cells with values in all sheets that are read. */
export const MAX_CELLS = 40_000;

/** Most characters (UTF-16 units) in all cells that are read. */
export const MAX_CHARACTERS = 4_000_000;
