/** Media query of a phone; the stylesheets use the same width. */
export const PHONE = '(max-width: 48em)';
