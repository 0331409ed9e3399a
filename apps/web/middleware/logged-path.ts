/** The path of a request as it may stand in a log: without its query, which may hold tokens, and without the secret of an address for alerts or of a survey. */
export const loggedPath = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/^(\/api\/alerts|\/survey)(\/[^/]*\/).+/i, '$1$2…');
