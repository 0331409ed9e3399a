export * from './html-to-text';
export { richText, type RichText } from './rich-text';
export * from './sanitize-mail-html';
export { escapeHtml, textToHtml } from './text-to-html';
