import { convert } from 'html-to-text';
import { sanitizeMailHtml } from './sanitize-mail-html';

/**
 * HTML as plain text for mail and search: blocks as lines, lists with marks, links with their address behind them, no
 * pictures. It reads only what `sanitizeMailHtml` lets through, so hostile HTML can't make it slow or leak code into text.
 */
export function htmlToText(html: string): string {
  return convert(sanitizeMailHtml(html).html, {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  }).trim();
}
