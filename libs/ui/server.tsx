import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import { COLOR_SCHEME_KEY } from './theme/color-scheme';

export { brandLook } from './theme/brand';
export { t, translator, type StringVars, type Translate } from './i18n';

/** Attributes that the `<html>` element needs so that the colour scheme can be set before the first paint. */
export const htmlProps = mantineHtmlProps;

/** Goes into `<head>`: sets the colour scheme before the first paint, so that dark never flashes white. */
export function ColorSchemeHead({ nonce }: { nonce: string }) {
  return (
    <ColorSchemeScript
      nonce={nonce}
      defaultColorScheme="auto"
      localStorageKey={COLOR_SCHEME_KEY}
      suppressHydrationWarning
    />
  );
}
