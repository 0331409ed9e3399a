/** What mail may show. Everything that is not named here is dropped; text inside unknown tags is kept. */
export const mailTags = [
  ...['p', 'div', 'span', 'br', 'hr', 'blockquote', 'pre', 'code', 'center', 'address', 'section', 'article'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'sub', 'sup', 'small', 'big', 'mark', 'font', 'tt'],
  ...['kbd', 'samp', 'var', 'cite', 'q', 'abbr', 'wbr', 'bdo', 'bdi'],
  ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'],
  ...['a', 'img'],
];

const tableAttributes = ['align', 'valign', 'width', 'height', 'bgcolor'];

export const mailAttributes: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'align'],
  a: ['href', 'title', 'target', 'rel'],
  img: ['src', 'data-src', 'alt', 'title', 'width', 'height', 'loading', 'referrerpolicy'],
  font: ['color', 'size'],
  ol: ['start', 'type'],
  li: ['value'],
  table: [...tableAttributes, 'border', 'cellpadding', 'cellspacing'],
  tr: tableAttributes,
  td: [...tableAttributes, 'colspan', 'rowspan'],
  th: [...tableAttributes, 'colspan', 'rowspan'],
  col: ['width', 'span'],
  colgroup: ['width', 'span'],
};

/** Tags whose content is code, markup of another language, or nothing that was written for the reader. */
export const tagsDroppedWithContent = [
  ...['script', 'style', 'head', 'title', 'template', 'noscript', 'noembed', 'noframes', 'iframe', 'frameset'],
  ...['object', 'embed', 'applet', 'svg', 'math', 'xmp', 'plaintext', 'listing', 'textarea', 'select', 'option'],
  ...['audio', 'video', 'canvas', 'map', 'portal'],
];
