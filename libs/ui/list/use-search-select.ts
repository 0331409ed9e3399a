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
}

/** What is typed into such a field, what to ask the server for, and the props that both kinds of Select have in common. */
function useTyped(typedIn: (words: string) => string) {
  const [words, setWords] = useState('');
  const typed = typedIn(words);
  const [asked] = useDebouncedValue(typed, TYPING_PAUSE_MS);
  const props = (offered: readonly Named[], isLate: boolean) => ({
    data: offered.map(({ id, name }) => ({ value: id, label: name })),
    searchable: true,
    searchValue: words,
    onSearchChange: setWords,
    // The server knows best what fits; until it has answered only what holds the words is offered, so that Enter takes nothing else.
    ...(typed === asked && !isLate ? { filter: showAll } : {}),
  });
  return { asked, props, clear: () => setWords('') };
}

/**
 * A Select among more than can be listed: what to ask the server for, and the props of the Select with the answer in it. The chosen
 * record stays among the choices whatever was found; `value` may be its bare id where its name is not kept.
 */
export function useSearchSelect<Row extends Named>(value: Row | string | null) {
  const [last, setLast] = useState<Row | null>(null);
  const kept = last?.id === value ? last : null;
  const chosen = typeof value === 'string' ? kept : value;
  // While nothing new is typed the field holds the name of what is chosen, which is no question.
  const field = useTyped((words) => (words === chosen?.name ? '' : words.trim()));

  function props({ found = [], isLate, onChange }: Answer<Row> & { onChange: (row: Row | null) => void }) {
    const offered = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
    return {
      ...field.props(offered, isLate),
      value: typeof value === 'string' ? value : (value?.id ?? null),
      onChange: (id: string | null) => {
        const row = offered.find((one) => one.id === id) ?? null;
        setLast(row);
        onChange(row);
      },
    };
  }

  return { ...field, props };
}

/** The same for a MultiSelect. Those that are chosen stay among the choices. */
export function useSearchMultiSelect<Row extends Named>(value: readonly Row[]) {
  const field = useTyped((words) => words.trim());

  function props({ found = [], isLate, onChange }: Answer<Row> & { onChange: (rows: Row[]) => void }) {
    const known = new Map([...found, ...value].map((one) => [one.id, one]));
    const chosen = new Set(value.map(({ id }) => id));
    return {
      ...field.props([...value, ...found.filter(({ id }) => !chosen.has(id))], isLate),
      value: [...chosen],
      onChange: (ids: string[]) => onChange(ids.flatMap((id) => known.get(id) ?? [])),
    };
  }

  return { asked: field.asked, props };
}

const showAll = <Option>({ options }: { options: Option[] }) => options;
