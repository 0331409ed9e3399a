'use client';

import { useEffect, useState } from 'react';
import type { PaletteItem, PaletteSource } from './palette-match';

const TYPING_PAUSE_MS = 120;
const NOTHING: ReadonlyMap<string, readonly PaletteItem[]> = new Map();

interface Answer {
  words: string;
  found: ReadonlyMap<string, readonly PaletteItem[]>;
}

/** What the server finds for the words, source by source; a source that fails finds nothing. `searching` until all have answered. */
export function useFoundItems(asked: readonly PaletteSource[], words: string, typed: string) {
  const [answer, setAnswer] = useState<Answer>({ words: '', found: NOTHING });
  const askedKeys = asked.map(({ key }) => key).join(' ');
  useEffect(() => {
    if (words === '') return undefined;
    const abort = new AbortController();
    const ask = async ({ key, find }: PaletteSource) =>
      [key, find ? await find(words, abort.signal, typed).catch(() => []) : []] as const;
    const timer = setTimeout(async () => {
      const entries = await Promise.all(asked.filter(({ find }) => find).map(ask));
      if (!abort.signal.aborted) setAnswer({ words, found: new Map(entries) });
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // the sources are new objects with each paint; their keys say whether others are asked
    // eslint-disable-next-line react-hooks/exhaustive-deps -- explained above
  }, [askedKeys, words]);
  const isCurrent = answer.words === words;
  return {
    found: words === '' ? NOTHING : answer.found,
    searching: words !== '' && !isCurrent && asked.some(({ find }) => find),
  };
}
