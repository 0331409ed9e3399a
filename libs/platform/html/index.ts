export * from './html-to-text';
export * from './sanitize-mail-html';
export { escapeHtml, textToHtml } from './text-to-html';
