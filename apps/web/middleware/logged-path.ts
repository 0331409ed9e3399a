/** The path of a request as it may stand in a log: without its query, which may hold tokens, and without the secret of an address for alerts. */
export const loggedPath = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/^(\/api\/alerts\/[^/]*\/).+/i, '$1…');
