'use client';

import type { ReactNode } from 'react';
import { laterDialog } from '../later';

/** One thing to choose. */
export interface DialogChoice {
  value: string;
  label: string;
  mark?: ReactNode;
  hint?: string;
}

export interface ChoiceDialogProps {
  opened: boolean;
  /** what is chosen and for what: "Status of 3 tickets" */
  title: string;
  /** all choices; with `find` the ones to begin with */
  choices: readonly DialogChoice[];
  /** asks the server for choices, where there are too many to list */
  find?: ((query: string) => Promise<readonly DialogChoice[]>) | undefined;
  /** the value in force, marked */
  current?: string | null;
  /** another question follows at once: choosing does not close */
  staysOpen?: boolean;
  onChoose: (value: string) => void;
  onClose: () => void;
}

/** A short list that opens on a key, narrows by typing and is left with Enter: status, priority, assignee. */
export const ChoiceDialog = laterDialog<ChoiceDialogProps>(() =>
  import('./choice-list').then((part) => part.ChoiceList),
);
