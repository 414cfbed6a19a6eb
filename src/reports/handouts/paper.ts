/** A PDF document to draw on: tagged for screen readers, set in Be Vietnam Pro, handed over as bytes. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Language } from '../../core/language.ts';
import { drawable } from './drawable.ts';

/** The colours of our pages; each pair can be told apart when printed in black and white. */
export const INKS = {
  ink: '#2b2621',
  soft: '#574d44',
  line: '#8a7f73',
  green: '#0f6b63',
  mint: '#d8f0ea',
  coral: '#ffe3d8',
  red: '#d4452c',
  sun: '#ffd166',
  skin: '#f8d5b5',
  white: '#ffffff',
} as const;

/** @see INKS */
export type Ink = keyof typeof INKS;

/** A place on the page, in points (1/72 inch) from its upper left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Sizes of sheets in points. */
export const SHEETS = {
  a4: { width: 595.28, height: 841.89 },
  a5: { width: 419.53, height: 595.28 },
  /** 16:9, as presentation programs have it. */
  slide: { width: 960, height: 540 },
} as const;

/** What the document is. */
export type PaperKind = {
  readonly sheet: { readonly width: number; readonly height: number };
  /** Left free around running text; drawings keep their own distance. */
  readonly margin?: number;
  readonly title: string;
  readonly language: Language;
  readonly madeAt: Date;
};

/** A document that is being drawn. */
export type Paper = {
  readonly doc: PDFKit.PDFDocument;
  /** What screen readers begin with. */
  readonly root: PDFKit.PDFStructureElement;
  /** Sizes of words that were measured: the strips of a sheet have most words in common. */
  readonly measured: Map<string, number>;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
};

/** The two faces: words, and words that matter. */
const FACES = {
  plain: '500Medium/BeVietnamPro_500Medium.ttf',
  strong: '800ExtraBold/BeVietnamPro_800ExtraBold.ttf',
} as const;

/** @see FACES */
export type Face = keyof typeof FACES;

/** Opens it with its first page. The library is loaded when the first handout is drawn: it takes some 30 MB. */
export async function openPaper(kind: PaperKind): Promise<Paper> {
  const { default: Document } = await import('pdfkit');
  const fonts = await readFonts();
  const { sheet, margin = 0, language, madeAt } = kind;
  const doc: PDFKit.PDFDocument = new Document({
    size: [sheet.width, sheet.height],
    margin,
    font: fonts.path,
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { Title: drawable(kind.title), Creator: 'Em Nói', Producer: 'Em Nói', CreationDate: madeAt },
  });
  doc.registerFont('plain', fonts.plain);
  doc.registerFont('strong', fonts.strong);
  const bytes = collect(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  return { doc, root, bytes, measured: new Map() };
}

/** Ends it. */
export async function finishPaper({ doc, root, bytes }: Paper): Promise<Uint8Array<ArrayBuffer>> {
  root.end();
  doc.end();
  return bytes;
}

/** Draws what a screen reader says as an element: `H1`, `P`, `Figure` with its `alt`. */
export function drawElement(
  { doc, root }: Paper,
  element: { readonly tag: string; readonly alt?: string },
  draw: () => void,
): void {
  root.add(doc.struct(element.tag, element.alt === undefined ? {} : { alt: element.alt }, draw));
}

/** Draws what a screen reader passes over. */
export function drawOrnament({ doc }: Paper, draw: (doc: PDFKit.PDFDocument) => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save();
  draw(doc);
  doc.restore();
  doc.endMarkedContent();
}

async function readFonts() {
  const packages = createRequire(import.meta.url);
  const [plain, strong] = [FACES.plain, FACES.strong].map((file) =>
    packages.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`),
  );
  if (plain === undefined || strong === undefined) throw new Error('a face without a file');
  return { path: plain, plain: await readFile(plain), strong: await readFile(strong) };
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    doc.on('data', (part: Uint8Array) => parts.push(part));
    doc.on('error', reject);
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
  });
}
