'use client';

import { ActionIcon } from '@mantine/core';
import { IconArrowUpRight, IconX } from '@tabler/icons-react';
import Link from 'next/link';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { useKeys } from '../keys/use-keys';

/** Something looked at beside the page, without leaving it. */
export interface PeekContent {
  /** tells one record from the next, so that peeking the same one again closes the panel */
  key: string;
  title: string;
  /** where "open" leads */
  href?: string;
  content: ReactNode;
}

/** The panel at the right: `open` shows or replaces, `toggle` closes what is already shown. */
export interface Peek {
  current: PeekContent | null;
  open: (content: PeekContent) => void;
  toggle: (content: PeekContent) => void;
  close: () => void;
}

const PeekContext = createContext<Peek>({
  current: null,
  open: () => undefined,
  toggle: () => undefined,
  close: () => undefined,
});

/** The peek panel of the shell around this component. */
export const usePeek = (): Peek => useContext(PeekContext);

/** Keeps what is peeked at; the shell stands inside. */
export function PeekProvider({ children }: { children: ReactNode }) {
  const [current, setCurrent] = useState<PeekContent | null>(null);
  const close = useCallback(() => setCurrent(null), []);
  const toggle = useCallback(
    (content: PeekContent) => setCurrent((shown) => (shown?.key === content.key ? null : content)),
    [],
  );
  const peek = useMemo(() => ({ current, open: setCurrent, toggle, close }), [current, toggle, close]);
  return <PeekContext.Provider value={peek}>{children}</PeekContext.Provider>;
}

/** Draws the panel. It takes no focus and traps none, so that the list beside it keeps its keys. */
export function PeekPanel() {
  const { current, close } = usePeek();
  useKeys('everywhere', { Escape: { label: t('peek.close'), run: close } }, { enabled: current !== null });
  if (!current) return null;
  return (
    <aside className="kelp-peek" aria-label={current.title}>
      <header className="kelp-peek-head">
        <h2>{current.title}</h2>
        {current.href && (
          <ActionIcon component={Link} href={current.href} variant="subtle" color="gray" aria-label={t('peek.open')}>
            <IconArrowUpRight size={18} />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" color="gray" onClick={close} aria-label={t('peek.close')}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className="kelp-peek-body">{current.content}</div>
    </aside>
  );
}
