export * from './html-to-text';
export { richText, type PictureUrl, type RichText } from './rich-text';
export * from './sanitize-mail-html';
export * from './with-remote-pictures';
export { textToHtml } from './text-to-html';
