'use client';

import { useCallback, useState } from 'react';
import { laterDialog } from '../later';
import type { PaletteSource } from './palette-match';

/** What `usePalette` hands to the palette itself. */
export interface PaletteState {
  opened: boolean;
  onClose: () => void;
}

/** Opens and closes the palette: `open` for the search field of the shell, `props` for the palette. */
export function usePalette(): { open: () => void; props: PaletteState } {
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => setOpened(true), []);
  const onClose = useCallback(() => setOpened(false), []);
  return { open, props: { opened, onClose } };
}

export interface PaletteProps extends PaletteState {
  sources: readonly PaletteSource[];
  /** goes to the address of the chosen item */
  onOpen: (href: string) => void;
}

/** Mod+K: everything that can be opened or done, by typing. */
export const Palette = laterDialog<PaletteProps>(() => import('./palette-dialog').then((part) => part.PaletteDialog));
