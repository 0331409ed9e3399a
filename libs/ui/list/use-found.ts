'use client';

import { useEffect, useState } from 'react';
import { t } from '../i18n';

const TYPING_PAUSE_MS = 200;

/** Choices to narrow by typing; with `find` the server is asked where there are too many to list. */
interface Findable<Option> {
  options: readonly Option[];
  find?: ((query: string) => Promise<readonly Option[]>) | undefined;
}

/** The choices that fit what was typed, and what stands there where none are. */
export function useFound<Option extends { label: string }>(
  { find, options }: Findable<Option>,
  query: string,
): { shown: readonly Option[]; silence: string } {
  const [found, setFound] = useState<{ query: string; options: readonly Option[] } | null>(null);
  useEffect(() => {
    if (!find || query === '') return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      find(query).then(
        (answer) => wanted && setFound({ query, options: answer }),
        () => wanted && setFound({ query, options: [] }),
      );
    }, TYPING_PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [find, query]);
  if (find && query !== '') {
    if (found?.query !== query) return { shown: [], silence: t('palette.searching') };
    return { shown: found.options, silence: t('filter.nothing') };
  }
  const words = query.trim().toLowerCase();
  const shown = options.filter(({ label }) => label.toLowerCase().includes(words));
  return { shown, silence: t(find ? 'filter.type' : 'filter.nothing') };
}
