'use client';

import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 200;

/** Choices to narrow by typing; with `find` the server is asked where there are too many to list. */
interface Findable<Option> {
  options: readonly Option[];
  find?: ((query: string) => Promise<readonly Option[]>) | undefined;
}

/** The choices that fit what was typed; null while the server has not answered yet. */
export function useFound<Option extends { label: string }>(
  { find, options }: Findable<Option>,
  query: string,
): readonly Option[] | null {
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
  if (find && query !== '') return found?.query === query ? found.options : null;
  const words = query.trim().toLowerCase();
  return options.filter(({ label }) => label.toLowerCase().includes(words));
}
