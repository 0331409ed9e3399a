import sanitizeHtml from 'sanitize-html';
import { mailAttributes, mailTags, tagsDroppedWithContent } from './mail-allow-list';
import { safeStyle } from './safe-style';
import { textToHtml } from './text-to-html';

export interface SanitizeMailHtmlOptions {
  /** The address under which the picture of a `cid:` reference can be fetched; null when the mail has no such part. */
  cidUrl?(contentId: string): string | null;
  /** Lets pictures from other servers load. Without it their address stands in `data-src` and nothing is fetched. */
  showRemoteImages?: boolean;
}

export interface SanitizedHtml {
  html: string;
  /** How many pictures from other servers were held back, for a "Show pictures" button. */
  blockedImages: number;
  /** True when the mail was over a million characters and was cut. */
  truncated: boolean;
}

/** The most characters of HTML that are looked at. */
export const maxHtmlLength = 1_000_000;
/** Mail programs do not nest deeper than this; parsing far deeper nesting would take very long. */
const maxDepth = 250;

class TooDeep extends Error {}

/**
 * Makes the HTML of a mail safe to show inside the program, by an allow-list of tags, attributes and styles: no script,
 * form, frame, style sheet, id or class; links only to http, https and mailto, in a new window that can't reach back;
 * pictures only from the mail itself unless asked for. HTML nested beyond reason is shown as plain text.
 */
export function sanitizeMailHtml(html: string, options: SanitizeMailHtmlOptions = {}): SanitizedHtml {
  const truncated = html.length > maxHtmlLength;
  const source = truncated ? html.slice(0, maxHtmlLength) : html;
  let blockedImages = 0;
  let depth = 0;
  try {
    const safe = sanitizeHtml(source, {
      allowedTags: mailTags,
      allowedAttributes: mailAttributes,
      // Styles come out of `safeStyle`; a whole CSS parser per tag would take seconds on a hostile mail.
      parseStyleAttributes: false,
      nonTextTags: tagsDroppedWithContent,
      allowedSchemes: ['http', 'https', 'mailto'],
      allowProtocolRelative: false,
      transformTags: {
        '*': (tagName, attributes) => {
          const attribs = safeAttributes(tagName, attributes, options);
          if ('data-src' in attribs) blockedImages++;
          return { tagName, attribs };
        },
      },
      onOpenTag: () => {
        if (++depth > maxDepth) throw new TooDeep();
      },
      onCloseTag: () => {
        depth--;
      },
    });
    return { html: safe, blockedImages, truncated };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return { html: textToHtml(stripTags(source)), blockedImages: 0, truncated };
  }
}

type Attributes = Record<string, string>;

function safeAttributes(tagName: string, attributes: Attributes, options: SanitizeMailHtmlOptions): Attributes {
  const { style, ...others } = attributes;
  const safe = tagName === 'a' ? linkAttributes(others) : tagName === 'img' ? imageAttributes(others, options) : others;
  const keptStyle = style ? safeStyle(style) : '';
  return keptStyle ? { ...safe, style: keptStyle } : safe;
}

/** Only absolute addresses are kept: a relative one would lead into the program itself. */
function linkAttributes(attributes: Attributes): Attributes {
  const href = (attributes.href ?? '').trim();
  const kept: Attributes = attributes.title ? { title: attributes.title } : {};
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return kept;
  return { ...kept, href, target: '_blank', rel: 'noopener noreferrer nofollow' };
}

function imageAttributes(attributes: Attributes, options: SanitizeMailHtmlOptions): Attributes {
  // `data-src` is what an earlier pass has made of a remote address, so that HTML can be cleaned again with other options.
  const { src, 'data-src': heldBack, ...others } = attributes;
  // A picture without a description says nothing to those who listen, rather than its address.
  const kept = { alt: '', ...others };
  const address = (src || heldBack || '').trim();
  const contentId = /^cid:(.+)$/is.exec(address)?.[1];
  if (contentId !== undefined) {
    const url = options.cidUrl?.(decodeContentId(contentId)) ?? null;
    return url === null ? kept : { ...kept, src: url };
  }
  if (!/^https?:\/\//i.test(address)) return kept;
  if (!options.showRemoteImages) return { ...kept, 'data-src': address };
  return { ...kept, src: address, loading: 'lazy', referrerpolicy: 'no-referrer' };
}

function decodeContentId(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}

/** What stands between the tags. Linear in the length, and its result is escaped again by `textToHtml`. */
function stripTags(html: string): string {
  return html.replace(/<[^<>]*>/g, ' ').replace(/[ \t]+/g, ' ');
}
