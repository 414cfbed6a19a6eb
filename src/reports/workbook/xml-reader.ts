/** Reads the XML of a spreadsheet piece by piece. No document type, no entities but the five: nothing can grow or be fetched. */

import { WorkbookRefusal } from './workbook-fault.ts';

/** What `next` came to. */
export type XmlPiece = 'open' | 'close' | 'text' | 'end';

/** Deepest nesting; spreadsheets have about ten levels. */
const MAX_DEPTH = 200;

/** Longest text, before its entities are replaced: no cell holds more than 32,767 characters. */
const MAX_TEXT = 250_000;

/** How an attribute is found, by its name. */
const ATTRIBUTES = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  const known = ATTRIBUTES.get(name);
  if (known !== undefined) return known;
  const pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  ATTRIBUTES.set(name, pattern);
  return pattern;
}

/** A reader that goes forward only. */
export class XmlReader {
  /** Name of the element last opened or closed, without its prefix. */
  name = '';
  private readonly xml: string;
  private at = 0;
  private attributes = '';
  private words = '';
  private isSelfClosed = false;
  private readonly open: string[] = [];

  constructor(bytes: Uint8Array) {
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    this.xml = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  }

  /** The text last read, with its entities replaced. */
  get text(): string {
    return this.words;
  }

  /** An attribute of the element last opened, by its name without prefix. */
  attribute(name: string): string | undefined {
    const found = attributePattern(name).exec(this.attributes);
    const value = found?.[1] ?? found?.[2];
    return value === undefined ? undefined : replaceEntities(value);
  }

  /**
   * Goes to the next piece.
   *
   * @throws WorkbookRefusal `unsafe` at a document type, `too-many-texts`, `damaged` where the elements do not fit together
   */
  next(): XmlPiece {
    if (this.isSelfClosed) {
      this.isSelfClosed = false;
      return 'close';
    }
    for (;;) {
      const { xml, at } = this;
      if (at >= xml.length) {
        if (this.open.length > 0) throw new WorkbookRefusal('damaged');
        return 'end';
      }
      const piece = xml.charCodeAt(at) === 60 ? this.readMarkup() : this.readText();
      if (piece !== null) return piece;
    }
  }

  private readText(): XmlPiece {
    const end = this.xml.indexOf('<', this.at);
    const stop = end < 0 ? this.xml.length : end;
    if (stop - this.at > MAX_TEXT) throw new WorkbookRefusal('too-many-texts', { limit: MAX_TEXT });
    this.words = replaceEntities(this.xml.slice(this.at, stop));
    this.at = stop;
    return 'text';
  }

  private readMarkup(): XmlPiece | null {
    const { xml, at } = this;
    if (xml.startsWith('<!--', at)) return this.skipTo('-->');
    if (xml.startsWith('<?', at)) return this.skipTo('?>');
    if (xml.startsWith('<![CDATA[', at)) {
      const end = this.endOf(']]>');
      this.words = xml.slice(at + 9, end);
      this.at = end + 3;
      return 'text';
    }
    if (xml.startsWith('<!', at)) throw new WorkbookRefusal('unsafe');
    return xml.charCodeAt(at + 1) === 47 ? this.readClose() : this.readOpen();
  }

  private readClose(): XmlPiece {
    const end = this.endOf('>');
    this.name = localName(this.xml.slice(this.at + 2, end).trim());
    this.at = end + 1;
    if (this.open.pop() !== this.name) throw new WorkbookRefusal('damaged');
    return 'close';
  }

  private readOpen(): XmlPiece {
    const end = this.endOfTag();
    const isClosed = this.xml.charCodeAt(end - 1) === 47;
    const inner = this.xml.slice(this.at + 1, isClosed ? end - 1 : end);
    const space = inner.search(/\s/);
    this.name = localName(space < 0 ? inner : inner.slice(0, space));
    this.attributes = space < 0 ? '' : inner.slice(space);
    this.at = end + 1;
    this.isSelfClosed = isClosed;
    if (!isClosed && this.open.push(this.name) > MAX_DEPTH) throw new WorkbookRefusal('unsafe');
    return 'open';
  }

  /** The `>` of a tag: one inside quotes is part of an attribute. */
  private endOfTag(): number {
    const end = this.endOf('>');
    const tag = this.xml.slice(this.at, end);
    if ((tag.match(/"/g)?.length ?? 0) % 2 === 0 && !tag.includes("'")) return end;
    const whole = /<[^\s>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/y;
    whole.lastIndex = this.at;
    if (!whole.test(this.xml)) throw new WorkbookRefusal('damaged');
    return whole.lastIndex - 1;
  }

  private skipTo(end: string): null {
    this.at = this.endOf(end) + end.length;
    return null;
  }

  private endOf(mark: string): number {
    const end = this.xml.indexOf(mark, this.at);
    if (end < 0) throw new WorkbookRefusal('damaged');
    return end;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An entity that is none of the five stays as it is written: nothing declares it. */
function replaceEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
