/** The English name of a language such as `de`; the tag itself where the browser knows none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Languages that are offered first; any other that stands already stays. */
export const offeredLanguages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'da',
  'sv',
  'nb',
  'fi',
  'ja',
  'zh',
];
