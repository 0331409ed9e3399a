const octets = 'application/octet-stream';

const officeTypes: Record<string, { extension: string; contentType: string }> = {
  'word/': {
    extension: 'docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  'xl/': { extension: 'xlsx', contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  'ppt/': {
    extension: 'pptx',
    contentType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
};

const oldOfficeTypes: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
};

const textTypes: Record<string, string> = { csv: 'text/csv', json: 'application/json', ics: 'text/calendar' };

/**
 * The content type by the bytes; the file name only chooses between kinds that look alike (csv and txt, the old Office
 * formats). Markup that a browser would run is told by its content whatever its name says. Unknown content is
 * `application/octet-stream`.
 */
export function sniffContentType(content: Buffer, filename: string): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  return byMagic(content) ?? byContainer(content, extension) ?? byText(content, extension) ?? octets;
}

function byMagic(content: Buffer): string | null {
  const starts = (hex: string) => content.subarray(0, hex.length / 2).toString('hex') === hex;
  if (starts('89504e470d0a1a0a')) return 'image/png';
  if (starts('ffd8ff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(content.toString('latin1', 0, 6))) return 'image/gif';
  if (/^RIFF[^]{4}WEBP$/.test(content.toString('latin1', 0, 12))) return 'image/webp';
  if (starts('255044462d')) return 'application/pdf';
  return null;
}

/** Zip files, and what is made of them: their first entries name the kind. Old Office files share one container too. */
function byContainer(content: Buffer, extension: string): string | null {
  if (content.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return oldOfficeTypes[extension] ?? octets;
  if (!/^PK\u0003\u0004/.test(content.toString('latin1', 0, 4))) return null;
  const names = `${content.toString('latin1', 0, 4_096)}${content.toString('latin1', Math.max(0, content.length - 65_536))}`;
  if (!names.includes('[Content_Types].xml')) return 'application/zip';
  const office = Object.entries(officeTypes).find(([folder]) => names.includes(folder));
  return office ? office[1].contentType : 'application/zip';
}

function byText(content: Buffer, extension: string): string | null {
  const sample = content.subarray(0, 4_096);
  if (content.length === 0 || sample.includes(0)) return null;
  // The sample may end within a character: as a stream, a cut one is not judged.
  const text = new TextDecoder('utf-8').decode(sample, { stream: sample.length < content.length });
  if (text.includes('\ufffd')) return null;
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/<(!doctype html|html|head|body|script|iframe|img|meta|link|style|a\s|div|p>)/i.test(text)) return 'text/html';
  if (/^\s*<\?xml/i.test(text)) return 'text/xml';
  return textTypes[extension] ?? 'text/plain';
}
