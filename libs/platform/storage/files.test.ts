import fc from 'fast-check';
import { safeDownloadHeaders } from './download-headers';
import { safeFileName } from './file-name';
import { sniffContentType } from './sniff';

const bytes = (hex: string, more = '') => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(more)]);
const zip = (...names: string[]) => bytes('504b0304', `..........${names.join('PK..........')}`);
const ooxml = 'application/vnd.openxmlformats-officedocument';

describe('sniffContentType', () => {
  it.each<[string, Buffer, string, string]>([
    ['png', bytes('89504e470d0a1a0a', 'x'), 'a.exe', 'image/png'],
    ['jpeg', bytes('ffd8ffe0', 'x'), 'a.png', 'image/jpeg'],
    ['gif', Buffer.from('GIF89a..'), 'a', 'image/gif'],
    ['webp', Buffer.from('RIFF\u0001\u0002\u0003\u0004WEBPVP8 '), 'a', 'image/webp'],
    ['pdf', Buffer.from('%PDF-1.7\n'), 'a.txt', 'application/pdf'],
    ['zip', zip('folder/file.txt'), 'a.docx', 'application/zip'],
    ['docx', zip('[Content_Types].xml', 'word/document.xml'), 'a.zip', `${ooxml}.wordprocessingml.document`],
    ['xlsx', zip('[Content_Types].xml', 'xl/workbook.xml'), 'a', `${ooxml}.spreadsheetml.sheet`],
    ['pptx', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'a', `${ooxml}.presentationml.presentation`],
    ['old Word', bytes('d0cf11e0a1b11ae1', 'x'), 'a.doc', 'application/msword'],
    ['old container of unknown kind', bytes('d0cf11e0a1b11ae1', 'x'), 'a.txt', 'application/octet-stream'],
    ['text', Buffer.from('Grüße,\nTess'), 'a.log', 'text/plain'],
    ['csv', Buffer.from('a;b\n1;2'), 'a.CSV', 'text/csv'],
    ['html named txt', Buffer.from('hello <script>alert(1)</script>'), 'a.txt', 'text/html'],
    ['html named png', Buffer.from('<html><body>'), 'a.png', 'text/html'],
    ['svg', Buffer.from('<?xml version="1.0"?><svg onload="x">'), 'a.png', 'image/svg+xml'],
    ['xml', Buffer.from(' <?xml version="1.0"?><a/>'), 'a.txt', 'text/xml'],
    ['program', bytes('7f454c46020101000000'), 'a.txt', 'application/octet-stream'],
    ['latin-1 text', bytes('e4f6fc20616263646566', ''), 'a.txt', 'application/octet-stream'],
    ['empty', Buffer.alloc(0), 'a.txt', 'application/octet-stream'],
  ])('%s', (_name, content, filename, expected) => {
    expect(sniffContentType(content, filename)).toBe(expected);
  });

  it('is not confused by a character cut at the end of what it looks at', () => {
    expect(sniffContentType(Buffer.from('ä'.repeat(10_000)), 'a.txt')).toBe('text/plain');
    expect(sniffContentType(Buffer.from(`a${'€'.repeat(10_000)}`), 'a.txt')).toBe('text/plain');
  });
});

describe('safeDownloadHeaders', () => {
  it.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])('shows %s when asked', (type) => {
    expect(safeDownloadHeaders('a', type, 'inline')['Content-Disposition']).toMatch(/^inline; /);
    expect(safeDownloadHeaders('a', type)['Content-Disposition']).toMatch(/^attachment; /);
  });

  it.each([
    'text/html',
    'TEXT/HTML; charset=x',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'text/javascript',
    'nonsense',
    '',
  ])('never shows %j and never says it is that', (type) => {
    const headers = safeDownloadHeaders('a', type, 'inline');
    expect(headers['Content-Type']).toBe('application/octet-stream');
    expect(headers['Content-Disposition']).toMatch(/^attachment; /);
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
    expect(headers['Content-Security-Policy']).toContain('sandbox');
  });

  it('names the file in both forms of RFC 6266', () => {
    expect(safeDownloadHeaders('Überblick "März" (1) €.pdf', 'application/pdf')['Content-Disposition']).toBe(
      `attachment; filename="Uberblick Marz (1) _.pdf"; filename*=UTF-8''%C3%9Cberblick%20M%C3%A4rz%20%281%29%20%E2%82%AC.pdf`,
    );
  });

  it('yields header values that can not be broken out of, whatever the name and type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, type) => {
        for (const value of Object.values(safeDownloadHeaders(name, type))) expect(value).toMatch(/^[\x20-\x7e]+$/);
        const disposition = safeDownloadHeaders(name, type)['Content-Disposition'] ?? '';
        expect(disposition).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[A-Za-z0-9%!#$&+.^_`{}|~-]+$/);
      }),
    );
  });
});

describe('safeFileName', () => {
  it('always gives a plain, short, non-empty base name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(150);
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cs}]/u);
        expect(safe).not.toMatch(/^\.|[. ]$/);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the extension of a long name', () => {
    expect(safeFileName(`${'a'.repeat(300)}.pdf`)).toMatch(/^a{146}\.pdf$/);
  });
});
