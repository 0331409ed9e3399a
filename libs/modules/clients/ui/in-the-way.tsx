'use client';

import { Button, Text } from '@mantine/core';
import Link from 'next/link';
import { Dialog } from '@kelp/ui';
import type { DependentRow } from '../contract';
import { t } from './strings';

/** What belongs to a record, each with its way there. */
export function DependentList({ rows }: { rows: readonly DependentRow[] }) {
  return (
    <ul className="kelp-client-dependents">
      {rows.map(({ label, href }) => (
        <li key={label}>{href ? <Link href={href}>{label}</Link> : label}</li>
      ))}
    </ul>
  );
}

export interface InTheWayProps {
  title: string;
  /** Why it stays. */
  text: string;
  rows: readonly DependentRow[];
  onClose: () => void;
  /** Leads to deactivating; null for those who may not, and where it rests already. */
  onDeactivate: (() => void) | null;
}

/** What keeps a record from being deleted, each with its way there, and what can be done instead. */
export function InTheWayDialog({ title, text, rows, onClose, onDeactivate }: InTheWayProps) {
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Text size="sm">{text}</Text>
      <DependentList rows={rows} />
      <div className="kelp-actions">
        <Button variant="default" onClick={onClose}>
          {t('client.keep')}
        </Button>
        {onDeactivate && <Button onClick={onDeactivate}>{t('client.deactivateInstead')}</Button>}
      </div>
    </Dialog>
  );
}
