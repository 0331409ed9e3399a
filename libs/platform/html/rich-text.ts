import { escapeHtml } from '@kelp/std';
import { linkedHtml, textToHtml } from './text-to-html';

export interface RichText {
  /** Paragraphs, lists, quotes, code, strong and emphasised words, links, pictures. Harmless: every word of the source is escaped. */
  html: string;
  /** The same without marks, for text mails and search; an address stands behind the words it is under. */
  text: string;
  /** True when the source has no marks: then `text` is the source. */
  isPlain: boolean;
}

/** Addresses first, so that their underscores mean nothing. Lengths are bounded so that no text makes the search slow. */
const inlinePattern =
  /!\[(?<picture>[^\][\n]{1,255})\]|\bhttps?:\/\/[^\s<>"'`]{1,2000}|`(?<code>[^`\n]{1,500})`|\*\*(?=\S)(?<strong>[^*\n]{0,500}?[^\s*])\*\*(?!\*)|(?<![\w*])\*(?=[^\s*])(?<em>[^*\n]{0,300}?[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])(?<em2>[^_\n]{0,300}?[^\s_])_(?!\w)|\[(?<label>[^\][\n]{1,300})\]\((?<href>(?:https?:\/\/|mailto:)[^\s()<>"]{1,2000})\)/g;

type Part = { html: string; text: string };
/** The address of a picture by its name; null when there is none of that name. */
export type PictureUrl = (name: string) => string | null;

function inlinePart({ 0: whole, groups }: RegExpExecArray, pictureUrl: PictureUrl): Part {
  const { code, strong, em, em2, label, href, picture } = groups ?? {};
  if (picture !== undefined) return picturePart(whole, picture, pictureUrl(picture));
  if (code !== undefined) return { html: `<code>${escapeHtml(code)}</code>`, text: code };
  const emphasised = em ?? em2;
  if (strong !== undefined) return wrapped('strong', strong, pictureUrl);
  if (emphasised !== undefined) return wrapped('em', emphasised, pictureUrl);
  if (label === undefined || href === undefined) return { html: linkedHtml(whole), text: whole };
  const address = href.replace(/^mailto:/, '');
  const html = `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer nofollow">${escapeHtml(label)}</a>`;
  return { html, text: label === address ? label : `${label} (${address})` };
}

function picturePart(whole: string, name: string, url: string | null): Part {
  if (url === null) return { html: escapeHtml(whole), text: whole };
  return { html: `<img src="${escapeHtml(url)}" alt="${escapeHtml(name)}">`, text: `[${name}]` };
}

function wrapped(tag: 'strong' | 'em', inner: string, pictureUrl: PictureUrl): Part {
  const { html, text } = inline(inner, pictureUrl);
  return { html: `<${tag}>${html}</${tag}>`, text };
}

function inline(source: string, pictureUrl: PictureUrl): Part {
  const parts: Part = { html: '', text: '' };
  let done = 0;
  const take = (plain: string) => {
    parts.html += linkedHtml(plain);
    parts.text += plain;
  };
  for (const match of source.matchAll(inlinePattern)) {
    take(source.slice(done, match.index));
    const { html, text } = inlinePart(match, pictureUrl);
    parts.html += html;
    parts.text += text;
    done = match.index + match[0].length;
  }
  take(source.slice(done));
  return parts;
}

type Kind = 'text' | 'bullets' | 'numbers' | 'quote' | 'code';
interface Block {
  kind: Kind;
  lines: string[];
}

const bullet = /^\s{0,3}[-*•]\s+(?=\S)/;
const number = /^\s{0,3}\d{1,3}[.)]\s+(?=\S)/;
const quote = /^\s{0,3}>\s?/;
const fence = /^\s{0,3}```/;

function kindOf(line: string): Kind {
  if (bullet.test(line)) return 'bullets';
  if (number.test(line)) return 'numbers';
  return quote.test(line) ? 'quote' : 'text';
}

/** The source cut into runs of lines of one kind; a blank line ends a run, except in code, and an open fence reaches to the end. */
function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  let current: Block | null = null;
  for (const line of source.split('\n')) {
    if (current?.kind === 'code') {
      if (fence.test(line)) current = null;
      else current.lines.push(line);
      continue;
    }
    if (fence.test(line)) {
      current = { kind: 'code', lines: [] };
      blocks.push(current);
    } else if (line.trim() === '') {
      current = null;
    } else if (current?.kind === kindOf(line)) {
      current.lines.push(line);
    } else {
      current = { kind: kindOf(line), lines: [line] };
      blocks.push(current);
    }
  }
  return blocks;
}

const joined = (parts: readonly Part[]): Part => ({
  html: parts.map(({ html }) => html).join('<br>'),
  text: parts.map(({ text }) => text).join('\n'),
});

function items(tag: 'ul' | 'ol', parts: readonly Part[], markOf: (index: number) => string): Part {
  return {
    html: `<${tag}>${parts.map(({ html }) => `<li>${html}</li>`).join('')}</${tag}>`,
    text: parts.map(({ text }, index) => `${markOf(index)} ${text}`).join('\n'),
  };
}

function blockPart({ kind, lines }: Block, pictureUrl: PictureUrl): Part {
  const eachLine = (mark: RegExp) => lines.map((line) => inline(line.replace(mark, ''), pictureUrl));
  if (kind === 'code') {
    const code = lines.join('\n');
    return { html: `<pre><code>${escapeHtml(code)}</code></pre>`, text: code };
  }
  if (kind === 'bullets') return items('ul', eachLine(bullet), () => '-');
  if (kind === 'numbers') return items('ol', eachLine(number), (index) => `${index + 1}.`);
  if (kind === 'quote') {
    const { html, text } = joined(eachLine(quote));
    return { html: `<blockquote>${html}</blockquote>`, text: text.replace(/^/gm, '> ') };
  }
  const { html, text } = joined(lines.map((line) => inline(line, pictureUrl)));
  return { html: `<p>${html}</p>`, text };
}

/**
 * What a person typed, with the marks people type anyway: `**strong**`, `*emphasis*`, `` `code` ``, fences of three backticks, lines that
 * begin with `- `, `1. ` or `> `, `[words](https://…)`, and `![name]` where a picture stands. Anything else stays as it is.
 */
export function richText(source: string, pictureUrl: PictureUrl = () => null): RichText {
  const typed = source.replace(/\r\n?/g, '\n').trim();
  const parts = blocksOf(typed).map((block) => blockPart(block, pictureUrl));
  const html = parts.map((part) => part.html).join('');
  const plain = textToHtml(typed);
  if (html === plain) return { html: plain, text: source, isPlain: true };
  return { html, text: parts.map(({ text }) => text).join('\n\n'), isPlain: false };
}
