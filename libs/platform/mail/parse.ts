import { createHash } from 'node:crypto';
import { MailParser, type AttachmentStream, type HeaderLines, type Headers, type MessageText } from 'mailparser';
import { htmlToText } from '../html/html-to-text';
import { safeFileName } from '../storage/file-name';
import {
  addressesIn,
  dateOf,
  headerText,
  messageIdOf,
  messageIdsIn,
  rawHeader,
  type MailAddress,
} from './mail-headers';

export interface MailAttachment {
  /** A base name that is safe to show and to save under; never empty. */
  filename: string;
  /** What the sender claims, lower case. Look at the bytes (`sniffContentType`) before trusting it. */
  contentType: string;
  size: number;
  content: Buffer;
  /** Without angle brackets; null when the part has none. */
  contentId: string | null;
  /** True when the HTML shows it by `cid:`, so that it need not be listed as a file. */
  isInline: boolean;
  /** Lower-case hex. */
  sha256: string;
}

export interface ParsedMail {
  from: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  subject: string;
  /** In angle brackets; null when it is missing or unusable. */
  messageId: string | null;
  inReplyTo: string | null;
  /** In their order, the newest last. */
  references: string[];
  date: Date | null;
  /** The plain text; made from the HTML when the message has none. Line ends are \n. */
  text: string;
  /** As it came: hostile until `sanitizeMailHtml` has been over it. */
  html: string | null;
  attachments: MailAttachment[];
  /** The value of Auto-Submitted (RFC 3834) in lower case, null when missing. */
  autoSubmitted: string | null;
  /** In lower case. */
  precedence: string | null;
  listId: string | null;
  /** True when any List-* header is there (RFC 2369, RFC 2919). */
  isList: boolean;
  xAutoResponseSuppress: string | null;
  /** True for the null sender (`<>`), in the envelope or the Return-Path header. */
  returnPathEmpty: boolean;
  /** True for reports made by machines (RFC 3464, 8098, 5965): undeliverable, delayed, read, abuse. */
  isDsn: boolean;
  /** One sentence for each thing that was wrong or was left out. Empty for a good message. */
  problems: string[];
}

export interface ParseMailOptions {
  /** The sender of the SMTP envelope; '' is the null sender. Leave out when it is not known. */
  envelopeFrom?: string;
}

const maxTextLength = 1_000_000;
const maxParts = 300;
const maxAttachments = 100;
const maxHeadBytes = 256 * 1024;
const maxParseMs = 20_000;
/** When the whole message can't be read, these many bytes of its start are tried instead. */
const fallbackBytes = [256 * 1024, 16 * 1024];

/**
 * Reads a mail (RFC 5322, MIME). Never throws: from a malformed or hostile message it returns what could be read and
 * says in `problems` what could not. Time, parts, header size, attachments and text length are bounded.
 */
export async function parseMail(raw: Buffer, options: ParseMailOptions = {}): Promise<ParsedMail> {
  let read = await readParts(raw);
  for (const bytes of fallbackBytes) {
    if (!read.failure || raw.length <= bytes) continue;
    const start = await readParts(raw.subarray(0, bytes));
    const attachments = start.attachments.length > read.attachments.length ? start.attachments : read.attachments;
    const problems = [...read.problems, `Only the first ${bytes / 1024} KB could be read.`];
    read = { ...start, attachments, problems };
  }
  try {
    return assemble(read, options);
  } catch (error) {
    const problems = [...read.problems, `The headers could not be read (${describe(error)}).`];
    return assemble({ ...read, headers: new Map(), lines: [], problems }, options);
  }
}

/** What the streaming parser has handed over so far; kept outside of it so that a failure loses nothing read before. */
interface PartsRead {
  headers: Headers;
  lines: HeaderLines;
  body: MessageText | null;
  attachments: MailAttachment[];
  failure: boolean;
  problems: string[];
}

function readParts(raw: Buffer): Promise<PartsRead> {
  const read: PartsRead = { headers: new Map(), lines: [], body: null, attachments: [], failure: false, problems: [] };
  return new Promise((resolve) => {
    const parser = new MailParser({
      maxChildNodes: maxParts,
      maxHeadSize: maxHeadBytes,
      maxHtmlLengthToParse: maxTextLength,
      ignoreEmbedded: true,
      skipTextLinks: true,
      checksumAlgo: false,
    });
    const finish = (problem?: string) => {
      clearTimeout(deadline);
      if (problem) {
        read.failure = true;
        read.problems.push(problem);
      }
      resolve(read);
    };
    const deadline = setTimeout(() => {
      parser.destroy();
      finish('Reading the message took too long.');
    }, maxParseMs);
    parser.on('headers', (headers) => (read.headers = headers));
    parser.on('headerLines', (lines) => (read.lines = lines));
    parser.on('data', (part) => {
      if (part.type === 'text') read.body = part;
      else keepAttachment(part, read);
    });
    parser.on('error', (error: unknown) => finish(`The message is malformed (${describe(error)}).`));
    parser.on('end', () => finish());
    parser.end(raw);
  });
}

/** Reads one attachment to its end. The parser waits for `release`, so it must be called whatever happens. */
function keepAttachment(part: AttachmentStream, read: PartsRead): void {
  const chunks: Buffer[] = [];
  const keep = read.attachments.length < maxAttachments;
  const release = () => part.release?.();
  part.content.on('data', (chunk: Buffer) => {
    if (keep) chunks.push(chunk);
  });
  part.content.on('error', (error) => {
    read.problems.push(`An attachment could not be decoded (${describe(error)}).`);
    release();
  });
  part.content.on('end', () => {
    const content = Buffer.concat(chunks);
    if (keep) read.attachments.push(describeAttachment(part, content));
    else if (read.attachments.length === maxAttachments)
      noteOnce(read, `Only ${maxAttachments} attachments were kept.`);
    release();
  });
}

function noteOnce(read: PartsRead, problem: string): void {
  if (!read.problems.includes(problem)) read.problems.push(problem);
}

function describeAttachment(part: AttachmentStream, content: Buffer): MailAttachment {
  const contentType = /^[\w.+-]+\/[\w.+-]+$/.test(part.contentType)
    ? part.contentType.toLowerCase()
    : 'application/octet-stream';
  return {
    filename: safeFileName(part.filename ?? '', contentType),
    contentType,
    size: content.length,
    content,
    contentId: part.cid ? part.cid.slice(0, 500) : null,
    isInline: false,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

function assemble(read: PartsRead, options: ParseMailOptions): ParsedMail {
  const { headers, lines } = read;
  const problems = [...read.problems];
  const from = addressesIn(headers.get('from'))[0] ?? null;
  if (!from) problems.push('The sender (From) is missing or unreadable.');
  const date = dateOf(lines);
  if (!date && rawHeader(lines, 'date') !== null) problems.push('The Date header is unreadable.');
  if (read.body?.textConversionError) problems.push('The HTML could not be turned into text.');
  const html = bounded(read.body?.html ?? '', 'HTML', problems) || null;
  // The parser makes text only from some arrangements of HTML parts; a mail must never lose its text over that.
  const text = bounded(read.body?.text?.trim() ? read.body.text : htmlToText(html ?? ''), 'text', problems);
  return {
    from,
    to: addressesIn(headers.get('to')),
    cc: addressesIn(headers.get('cc')),
    replyTo: addressesIn(headers.get('reply-to')),
    subject: headerText(headers, 'subject'),
    messageId: messageIdOf(lines),
    inReplyTo: messageIdsIn(lines, 'in-reply-to')[0] ?? null,
    references: messageIdsIn(lines, 'references'),
    date,
    text,
    html,
    attachments: read.attachments.map((file) => ({ ...file, isInline: isShownIn(html, file.contentId) })),
    ...loopHeaders(lines, headers, options),
    problems,
  };
}

function bounded(text: string, what: string, problems: string[]): string {
  if (text.length <= maxTextLength) return text;
  problems.push(`The ${what} was longer than a million characters and was cut.`);
  return text.slice(0, maxTextLength);
}

function isShownIn(html: string | null, contentId: string | null): boolean {
  if (!html || !contentId) return false;
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}

function loopHeaders(lines: HeaderLines, headers: Headers, options: ParseMailOptions) {
  const contentType = rawHeader(lines, 'content-type')?.toLowerCase() ?? '';
  const listId = rawHeader(lines, 'list-id');
  return {
    autoSubmitted: rawHeader(lines, 'auto-submitted')?.toLowerCase() ?? null,
    precedence: headerText(headers, 'precedence').toLowerCase() || null,
    listId,
    isList: lines.some((line) => line.key.startsWith('list-')),
    xAutoResponseSuppress: rawHeader(lines, 'x-auto-response-suppress'),
    returnPathEmpty: options.envelopeFrom === '' || /^<\s*>$/.test(rawHeader(lines, 'return-path') ?? ''),
    isDsn: contentType.startsWith('multipart/report') || contentType.startsWith('message/delivery-status'),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
