/** localStorage key of the chosen colour scheme; the inline script of the first paint and the provider must agree on it. */
export const COLOR_SCHEME_KEY = 'kelp.color-scheme';
