import { safeFileName } from './file-name';

/** What a browser shows by itself without running anything of the file. */
const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']);

/** What a browser might run when it is shown as itself; such files travel as bytes. */
const activeTypes = /html|xml|svg|javascript|ecmascript|multipart|message\/|x-shockwave|x-xpinstall/i;

/**
 * The response headers for a stored file (RFC 6266). It is always offered as a download unless `inline` is asked for and
 * the type is a plain picture or PDF. Browsers are told not to guess the type, and a file that is opened all the same
 * can run no script.
 */
export function safeDownloadHeaders(
  filename: string,
  contentType: string,
  disposition: 'attachment' | 'inline' = 'attachment',
): Record<string, string> {
  const type = contentType.toLowerCase().split(';')[0]?.trim() ?? '';
  const known = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(type);
  const sent = known && !activeTypes.test(type) ? type : 'application/octet-stream';
  const shown = disposition === 'inline' && inlineTypes.has(sent) ? 'inline' : 'attachment';
  const name = safeFileName(filename, type);
  return {
    'Content-Type': sent.startsWith('text/') ? `${sent}; charset=utf-8` : sent,
    'Content-Disposition': `${shown}; filename="${asciiName(name)}"; filename*=UTF-8''${extendedName(name)}`,
    'X-Content-Type-Options': 'nosniff',
    // The viewers of browsers for PDF do not work inside a sandbox.
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'${sent === 'application/pdf' ? '' : '; sandbox'}`,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  };
}

/** For clients that do not know `filename*`: accents lose their marks, what else is not plain ASCII becomes "_". */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
}

/** The value characters of RFC 5987. */
function extendedName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
