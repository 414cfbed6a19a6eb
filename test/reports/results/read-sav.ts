/** Reads an uncompressed SPSS system file back, record by record, as the description of the format has it. */

type Variable = {
  readonly name: string;
  readonly width: number;
  readonly label: string;
  readonly missing: readonly number[];
  readonly labels: Map<number, string>;
};

/** What a file holds. */
export type ReadSav = {
  readonly encoding: string;
  readonly notes: readonly string[];
  readonly variables: Readonly<Record<string, Variable>>;
  readonly cases: readonly Readonly<Record<string, string | number | null>>[];
};

/** @see https://www.gnu.org/software/pspp/pspp-dev/html_node/System-File-Format.html */
export function readSav(bytes: Uint8Array): ReadSav {
  const file = Buffer.from(bytes);
  let at = 0;
  const take = (length: number): Buffer => {
    at += length;
    return file.subarray(at - length, at);
  };
  const int = () => take(4).readInt32LE();
  const double = () => take(8).readDoubleLE();
  const text = (length: number) => take(length).toString('utf8');
  if (text(4) !== '$FL2') throw new Error('no system file');
  text(60);
  if (int() !== 2) throw new Error('another layout');
  const caseSize = int();
  if (int() !== 0) throw new Error('compressed');
  int();
  const cases = int();
  if (double() !== 100) throw new Error('another bias');
  if (!/^\d\d [A-Z][a-z]{2} \d\d$/.test(text(9))) throw new Error('no date');
  if (!/^\d\d:\d\d:\d\d$/.test(text(8))) throw new Error('no time');
  text(64 + 3);
  /** One a unit of eight bytes; the further units of a text are `null`. */
  const units: (Variable | null)[] = [];
  const long = new Map<string, string>();
  const notes: string[] = [];
  let encoding = '';
  for (let kind = int(); kind !== 999; kind = int()) {
    if (kind === 2) {
      const width = int();
      const [hasLabel, missings] = [int(), int()];
      int();
      int();
      const name = text(8).trimEnd();
      let label = '';
      if (hasLabel === 1) {
        const length = int();
        label = text(length);
        at += (4 - (length % 4)) % 4;
      }
      const missing = Array.from({ length: missings }, double);
      units.push(width === -1 ? null : { name, width, label, missing, labels: new Map() });
    } else if (kind === 3) {
      const found = Array.from({ length: int() }, () => {
        const value = double();
        const length = file.readUInt8(at);
        const label = file.toString('utf8', at + 1, at + 1 + length);
        at += Math.ceil((length + 1) / 8) * 8;
        return [value, label] as const;
      });
      if (int() !== 4) throw new Error('labels of nothing');
      for (let left = int(); left > 0; left -= 1) {
        const variable = units[int() - 1];
        for (const [value, label] of found) variable?.labels.set(value, label);
      }
    } else if (kind === 6) {
      for (let lines = int(); lines > 0; lines -= 1) notes.push(text(80).trimEnd());
    } else if (kind === 7) {
      const [subtype, size, count] = [int(), int(), int()];
      const body = take(size * count);
      if (subtype === 20) encoding = body.toString();
      if (subtype === 13) {
        for (const pair of body.toString().split('\t')) {
          const [short = '', name = ''] = pair.split('=');
          long.set(short, name);
        }
      }
    } else throw new Error(`a record of kind ${kind}`);
  }
  int();
  if (units.length !== caseSize) throw new Error(`${units.length} units instead of ${caseSize}`);
  const variables = Object.fromEntries(
    units.flatMap((unit) => (unit === null ? [] : [[long.get(unit.name) ?? unit.name, unit] as const])),
  );
  const rows = Array.from({ length: cases }, () =>
    Object.fromEntries(
      Object.entries(variables).map(([name, { width }]) => {
        if (width > 0) return [name, text(Math.ceil(width / 8) * 8).trimEnd()];
        const value = double();
        return [name, value === -Number.MAX_VALUE ? null : value];
      }),
    ),
  );
  if (at !== file.length) throw new Error(`${file.length - at} bytes too many`);
  return { encoding, notes, variables, cases: rows };
}
