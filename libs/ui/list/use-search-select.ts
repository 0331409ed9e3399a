'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

const TYPING_PAUSE_MS = 200;

interface Named {
  id: string;
  name: string;
}

interface Answer<Row extends Named> {
  /** What fits `asked`. */
  found: readonly Row[] | undefined;
  /** True while `found` still answers an earlier question. */
  isLate: boolean;
  onChange: (row: Row | null) => void;
}

/**
 * A Select among more than can be listed: what to ask the server for, and the props of the Select with the answer in it. The chosen
 * record stays among the choices whatever was found; `value` may be its bare id where its name is not kept.
 */
export function useSearchSelect<Row extends Named>(value: Row | string | null) {
  const [words, setWords] = useState('');
  const [last, setLast] = useState<Row | null>(null);
  const kept = last?.id === value ? last : null;
  const chosen = typeof value === 'string' ? kept : value;
  // While nothing new is typed the field holds the name of what is chosen, which is no question.
  const typed = words === chosen?.name ? '' : words.trim();
  const [asked] = useDebouncedValue(typed, TYPING_PAUSE_MS);

  function props({ found = [], isLate, onChange }: Answer<Row>) {
    const offered = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
    const isAnswered = typed === asked && !isLate;
    return {
      data: offered.map(({ id, name }) => ({ value: id, label: name })),
      value: typeof value === 'string' ? value : (value?.id ?? null),
      searchable: true,
      searchValue: words,
      onSearchChange: setWords,
      // The server knows best what fits; until it has answered only what holds the words is offered, so that Enter takes nothing else.
      ...(isAnswered ? { filter: showAll } : {}),
      onChange: (id: string | null) => {
        const row = offered.find((one) => one.id === id) ?? null;
        setLast(row);
        onChange(row);
      },
    };
  }

  return { asked, props, clear: () => setWords('') };
}

const showAll = <Option>({ options }: { options: Option[] }) => options;
