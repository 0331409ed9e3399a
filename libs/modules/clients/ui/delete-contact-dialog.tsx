'use client';

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, FormDialog, toastSuccess } from '@kelp/ui';
import { deleteContact, listContactDependents, type ContactCard } from '../contract';
import { addressOf, useRefreshClients } from './client-queries';
import { InTheWayDialog } from './in-the-way';
import { t } from './strings';

interface DeleteContactProps {
  contact: Pick<ContactCard, 'id' | 'fullName'>;
  onClose: () => void;
  onDeleted?: () => void;
  onDeactivate: (() => void) | null;
}

/** Deletes a contact without history; otherwise shows what there is, and leads to deactivating. */
export function DeleteContactDialog({ contact, onClose, onDeleted, onDeactivate }: DeleteContactProps) {
  const refresh = useRefreshClients();
  const { id, fullName: name } = contact;
  const { data, error, refetch } = useQuery({
    queryKey: [listContactDependents.name, id],
    queryFn: ({ signal }) => call(listContactDependents, { id }, { signal }),
    gcTime: 0,
  });
  const title = t('client.deleteTitle', { name });
  if (!data && error)
    return (
      <Dialog opened onClose={onClose} title={title}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Dialog>
    );
  if (!data) return null;
  const billed = data.billingContactOf.map((one) => ({ label: one.name, count: 1, href: addressOf(one.id) }));
  if (billed.length > 0)
    return (
      <InTheWayDialog title={title} text={t('contact.isBilling')} rows={billed} onClose={onClose} onDeactivate={null} />
    );
  if (data.rows.length > 0)
    return (
      <InTheWayDialog
        title={title}
        text={t('contact.inTheWay')}
        rows={data.rows}
        onClose={onClose}
        onDeactivate={onDeactivate}
      />
    );

  async function submit() {
    await call(deleteContact, { id });
    toastSuccess(t('client.deleted', { name }));
    onDeleted?.();
    await refresh();
  }

  return (
    <FormDialog title={title} submitLabel={t('client.delete')} danger onSubmit={submit} onClose={onClose}>
      <Text size="sm">{t('contact.deleteText')}</Text>
    </FormDialog>
  );
}
