'use client';

import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useId, useSyncExternalStore } from 'react';
import { t } from '../i18n';

let open: readonly string[] = [];
const watchers = new Set<() => void>();

function change(next: readonly string[]): void {
  open = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** Whether no other dialog was opened above this one. */
function useIsTopmost(opened: boolean): boolean {
  const id = useId();
  useEffect(() => {
    if (!opened) return undefined;
    change([...open, id]);
    return () => change(open.filter((one) => one !== id));
  }, [opened, id]);
  return useSyncExternalStore(
    watch,
    () => open.at(-1) === id,
    () => false,
  );
}

/** A dialog over the page. Of two above each other Escape closes the upper one alone, so that what was typed below is kept. */
export function Dialog({ closeOnEscape = true, ...props }: ModalProps) {
  const isTopmost = useIsTopmost(props.opened);
  return (
    <Modal closeButtonProps={{ 'aria-label': t('close') }} closeOnEscape={closeOnEscape && isTopmost} {...props} />
  );
}
