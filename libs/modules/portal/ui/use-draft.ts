'use client';

import { useCallback, useEffect, useState } from 'react';

const keyOf = (name: string) => `kelp.portal.draft.${name}`;

function read(name: string): string {
  try {
    return window.localStorage.getItem(keyOf(name)) ?? '';
  } catch {
    return '';
  }
}

function keep(name: string, text: string): void {
  try {
    if (text.trim() === '') window.localStorage.removeItem(keyOf(name));
    else window.localStorage.setItem(keyOf(name), text);
  } catch {
    // A browser that keeps nothing still sends what is typed.
  }
}

/** A text that outlives a reload on this device until it is sent; setting it empty forgets it. */
export function useDraft(name: string): [string, (text: string) => void] {
  const [text, setText] = useState('');
  // The server knows no draft, so it comes in after the first paint.
  useEffect(() => setText(read(name)), [name]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      keep(name, next);
    },
    [name],
  );
  return [text, change];
}
