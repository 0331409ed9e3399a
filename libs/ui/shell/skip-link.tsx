'use client';

import { t } from '../i18n';

/** The first stop of the Tab key: jumps over the navigation to `#main`. */
export function SkipLink() {
  return (
    <a className="kelp-skip" href="#main">
      {t('shell.skip')}
    </a>
  );
}
