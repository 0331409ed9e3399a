const maxLength = 150;

/** The extensions given to files that come without a name. */
const extensions: Record<string, string> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/plain': '.txt',
};

// Control characters, characters that reorder or hide text (so that "exe.pdf" can't be shown for "fdp.exe"), and halves
// of characters, and what some file system forbids.
const unsafeCharacters = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"|?*]/gu;
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A base name that is safe to show, to send as a download name and to save under on any system, at most 150 characters
 * long with its extension kept. Falls back to "attachment" plus the usual extension of the content type.
 */
export function safeFileName(name: string, contentType = ''): string {
  const base = name.split(/[/\\]/).pop() ?? '';
  const cleaned = base
    .replace(unsafeCharacters, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (!cleaned) return `attachment${extensions[contentType] ?? ''}`;
  const safe = reservedOnWindows.test(cleaned) ? `_${cleaned}` : cleaned;
  return shorten(safe);
}

function shorten(name: string): string {
  if (name.length <= maxLength) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${name.slice(0, maxLength - extension.length)}${extension}`.replace(/\p{Cs}/gu, '');
}
