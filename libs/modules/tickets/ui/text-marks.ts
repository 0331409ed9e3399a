/** A text field's words with its selection. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** What a text field holds now. */
export const selectedIn = (area: HTMLTextAreaElement): Selected => ({
  text: area.value,
  start: area.selectionStart,
  end: area.selectionEnd,
});

export type Mark = 'bold' | 'italic' | 'code' | 'link' | 'list' | 'quote';

const around: Partial<Record<Mark, string>> = { bold: '**', italic: '_', code: '`' };

function wrap({ text, start, end }: Selected, sign: string): Selected {
  const inner = text.slice(start, end);
  const size = sign.length;
  const isWrapped = text.slice(start - size, start) === sign && text.slice(end, end + size) === sign;
  if (isWrapped) {
    return { text: text.slice(0, start - size) + inner + text.slice(end + size), start: start - size, end: end - size };
  }
  return { text: text.slice(0, start) + sign + inner + sign + text.slice(end), start: start + size, end: end + size };
}

function link({ text, start, end }: Selected): Selected {
  const label = text.slice(start, end);
  const address = 'https://';
  const made = `[${label}](${address})`;
  const at = label === '' ? start + 1 : start + label.length + 3 + address.length;
  return { text: text.slice(0, start) + made + text.slice(end), start: at, end: at };
}

function prefixLines({ text, start, end }: Selected, sign: string): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const isMarked = lines.every((line) => line.startsWith(sign));
  const made = lines.map((line) => (isMarked ? line.slice(sign.length) : sign + line)).join('\n');
  const shift = made.length - (end - from);
  return {
    text: text.slice(0, from) + made + text.slice(end),
    start: Math.max(from, start + (isMarked ? -sign.length : sign.length)),
    end: end + shift,
  };
}

/** The words with this mark put on the selection, or taken off it. */
export function withMark(selected: Selected, mark: Mark): Selected {
  const sign = around[mark];
  if (sign) return wrap(selected, sign);
  if (mark === 'link') return link(selected);
  return prefixLines(selected, mark === 'list' ? '- ' : '> ');
}

/** What Enter does within a list: the next item, or the end of the list after an empty one. Null where it is an ordinary line break. */
export function continueList({ text, start, end }: Selected): Selected | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const match = /^(\s{0,3})(?:([-*])|(\d{1,3})\.) (.*)$/.exec(text.slice(from, start));
  if (!match) return null;
  const [, indent = '', bullet, number, words = ''] = match;
  if (words.trim() === '') return { text: text.slice(0, from) + text.slice(start), start: from, end: from };
  const next = `\n${indent}${bullet ?? `${Number(number) + 1}.`} `;
  return {
    text: text.slice(0, start) + next + text.slice(start),
    start: start + next.length,
    end: start + next.length,
  };
}

/** The words as a quotation below what is there already, with room to write. */
export function withQuote(text: string, quoted: string): string {
  const lines = quoted
    .trim()
    .split('\n')
    .map((line) => `> ${line}`);
  const before = text.trim() === '' ? '' : `${text.trimEnd()}\n\n`;
  return `${before}${lines.join('\n')}\n\n`;
}

const markOf = (name: string) => `![${name}]`;

/** The words with a mark for each of these files that is a picture, in place of the selection: there it stands in what is sent. */
export function withPictures(
  { text, start, end }: Selected,
  files: readonly File[],
  names: readonly string[],
): Selected {
  const pictures = names.filter((_, index) => /^image\/(png|jpeg|gif|webp)$/.test(files[index]?.type ?? ''));
  const made = pictures.map(markOf).join('\n');
  const at = start + made.length;
  return { text: text.slice(0, start) + made + text.slice(made === '' ? start : end), start: at, end: at };
}

/** The words without the mark of a picture that does not go along any more. */
export const withoutPicture = (text: string, name: string): string => text.replaceAll(markOf(name), '');
