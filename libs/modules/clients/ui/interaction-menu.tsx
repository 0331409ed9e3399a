'use client';

import { Menu } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, toastSuccess } from '@kelp/ui';
import { deleteInteraction } from '../contract';
import { useRefreshClients } from './client-queries';
import { RowMenu } from './row-menu';
import { t } from './strings';

const InteractionDialog = dynamic(() => import('./interaction-dialog').then((one) => one.InteractionDialog));

export interface InteractionMenuProps {
  id: string;
  title: string;
  mayUpdate: boolean;
  mayDelete: boolean;
  /** What rooms above can make of it: a ticket, time. */
  more?: ReactNode;
}

/** What can be done with one interaction. */
export function InteractionMenu({ id, title, mayUpdate, mayDelete, more }: InteractionMenuProps) {
  const refresh = useRefreshClients();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const close = () => setOpen(null);
  if (!mayUpdate && !mayDelete) return null;

  async function remove() {
    await call(deleteInteraction, { id });
    toastSuccess(t('interaction.deleted'));
    await refresh();
  }

  return (
    <>
      <RowMenu label={t('contacts.actions', { name: title })}>
        {mayUpdate && <Menu.Item onClick={() => setOpen('edit')}>{t('edit')}</Menu.Item>}
        {mayUpdate && more}
        {mayDelete && (
          <Menu.Item color="red" onClick={() => setOpen('delete')}>
            {t('interaction.delete')}
          </Menu.Item>
        )}
      </RowMenu>
      {open === 'edit' && <InteractionDialog id={id} onClose={close} />}
      {open === 'delete' && (
        <ConfirmDialog
          opened
          danger
          title={t('interaction.deleteTitle')}
          confirmLabel={t('interaction.delete')}
          onConfirm={remove}
          onClose={close}
        >
          <p>{t('interaction.deleteText', { title })}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
