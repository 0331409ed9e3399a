export * from './html-to-text';
export { richText, type PictureUrl, type RichText } from './rich-text';
export * from './sanitize-mail-html';
export * from './with-remote-pictures';
export { escapeHtml, textToHtml } from './text-to-html';
