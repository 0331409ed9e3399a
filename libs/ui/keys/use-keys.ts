'use client';

import { useEffect, useRef } from 'react';
import { keyRegistry, type KeyBindings, type KeyScope } from './key-registry';

const warned = new Set<string>();

function warnOnce(conflicts: readonly string[]): void {
  for (const text of conflicts.filter((one) => !warned.has(one))) {
    warned.add(text);
    console.warn(`Keys: ${text}`);
  }
}

/** Further wishes about a group of keys. */
export interface UseKeysOptions {
  /** heading in the help, for instance "Ticket"; default: the name of the scope */
  title?: string;
  /** false takes the keys away for now */
  enabled?: boolean;
}

/**
 * Puts keys in force while the component is mounted:
 * `useKeys('page', { r: { label: 'Reply', run: focusReply }, 'g t': … })`. Letters are ignored while somebody types.
 */
export function useKeys(scope: KeyScope, bindings: KeyBindings, { title, enabled = true }: UseKeysOptions = {}): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const remove = keyRegistry.register({ scope, ...(title ? { title } : {}), read: () => latest.current });
    if (process.env.NODE_ENV !== 'production') warnOnce(keyRegistry.conflicts());
    return remove;
  }, [scope, title, enabled]);
}
