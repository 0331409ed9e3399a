import { inflateSync } from 'node:zlib';

type Letters = Map<number, string>;

/** The letters of an embedded font by their glyph, as its ToUnicode map tells. */
function readLetters(map: string): Letters {
  const letters: Letters = new Map();
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, from = '', listed = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    const first = parseInt(from, 16);
    [...listed.matchAll(/<([0-9a-f]+)>/gi)].forEach(([, hex = ''], at) => letters.set(first + at, text(hex)));
  }
  return letters;
}

/**
 * The words of a PDF as our papers draw them (pdfkit, embedded fonts), in the order they were drawn, one space between pieces. Enough to compare
 * a paper with the screen; no general reader.
 */
export function pdfText(pdf: Buffer): string {
  const source = pdf.toString('latin1');
  const objects = new Map<string, { head: string; body: Buffer }>();
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', content = ''] = match;
    const start = content.indexOf('stream\n');
    const head = start < 0 ? content : content.slice(0, start);
    const raw = start < 0 ? '' : content.slice(start + 7, content.lastIndexOf('\nendstream'));
    const bytes = Buffer.from(raw, 'latin1');
    objects.set(id, { head, body: head.includes('/FlateDecode') ? inflateSync(bytes) : bytes });
  }
  const fonts = new Map<string, Letters>();
  for (const { head } of objects.values())
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      if (map) fonts.set(name, readLetters(objects.get(map)?.body.toString('latin1') ?? ''));
    }
  const pieces: string[] = [];
  for (const { head, body } of objects.values()) {
    if (head.includes('/Length1') || head.includes('/Subtype')) continue;
    let letters: Letters = new Map();
    for (const [whole, font, shown] of body.toString('latin1').matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font) letters = fonts.get(font) ?? new Map();
      else if (whole) pieces.push(wordOf(shown ?? '', letters));
    }
  }
  return pieces.join(' ').replaceAll(/\s+/g, ' ');
}

const wordOf = (shown: string, letters: Letters): string =>
  [...shown.matchAll(/<([0-9a-f]*)>/gi)]
    .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    .map((glyph) => letters.get(parseInt(glyph, 16)) ?? '')
    .join('');
