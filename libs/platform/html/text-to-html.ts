import { escapeHtml } from '@kelp/std';

const maxLength = 1_000_000;

// Lengths are bounded so that no text makes the search slow.
const linkPattern =
  /\bhttps?:\/\/[^\s<>"'`]{1,2000}|[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}\b/gi;

/**
 * Plain text as HTML: escaped, web and mail addresses as links, blank lines as paragraphs, line breaks and runs of spaces
 * kept. Text over a million characters is cut.
 */
export function textToHtml(text: string): string {
  const source = text.slice(0, maxLength).replace(/\r\n?/g, '\n').trim();
  if (!source) return '';
  return source
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => `<p>${linkedHtml(paragraph).replace(/\n/g, '<br>')}</p>`)
    .join('');
}

/** One stretch of plain text: escaped, its addresses as links, runs of spaces kept. */
export function linkedHtml(text: string): string {
  let html = '';
  let done = 0;
  for (const match of text.matchAll(linkPattern)) {
    const address = withoutTrailingPunctuation(match[0]);
    html += kept(text.slice(done, match.index)) + link(address);
    done = match.index + address.length;
  }
  return html + kept(text.slice(done));
}

function link(address: string): string {
  const href = /^https?:/i.test(address) ? address : `mailto:${address}`;
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer nofollow">${escapeHtml(address)}</a>`;
}

/** A full stop or bracket after an address belongs to the sentence; a bracket opened within the address does not. */
function withoutTrailingPunctuation(address: string): string {
  const end = address.replace(/[.,;:!?\]}*_]+$/, '');
  const opened = end.split('(').length;
  const closed = end.split(')').length;
  return end.endsWith(')') && closed > opened ? withoutTrailingPunctuation(end.slice(0, -1)) : end;
}

const kept = (text: string): string => escapeHtml(text).replace(/\t/g, '    ').replace(/ {2}/g, ' &nbsp;');
