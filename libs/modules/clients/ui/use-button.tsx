'use client';

import { Button, Checkbox, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog, ErrorState, errorSentence, FormDialog, toastError, toastSuccess } from '@kelp/ui';
import { deactivateClient, deleteClient, listClientDependents, reactivateClient, type ClientCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { DependentList, InTheWayDialog } from './in-the-way';
import { t } from './strings';

interface DialogProps {
  client: ClientCard;
  onClose: () => void;
}

function useDependents(id: string) {
  return useQuery({
    queryKey: [listClientDependents.name, id],
    queryFn: ({ signal }) => call(listClientDependents, { id }, { signal }),
    gcTime: 0,
  });
}

/** Takes a client out of use: shows what it has, and asks whether its contacts go along. */
function DeactivateDialog({ client, onClose }: DialogProps) {
  const refresh = useRefreshClients();
  const query = useDependents(client.id);
  const { rows = [], activeContacts = 0, portalUsers = 0 } = query.data ?? {};
  const [withContacts, setWithContacts] = useState(true);

  async function submit() {
    await call(deactivateClient, { id: client.id, withContacts });
    toastSuccess(t('client.deactivated', { name: client.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('client.deactivateTitle', { name: client.name })}
      submitLabel={t('client.deactivate')}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('client.deactivateText')}</Text>
      {query.isError && (
        <Text size="sm" role="alert">
          {errorSentence(query.error)}
        </Text>
      )}
      {rows.length > 0 && (
        <>
          <Text size="sm">{t('client.stays')}</Text>
          <DependentList rows={rows} />
        </>
      )}
      {activeContacts > 0 && (
        <Checkbox
          label={t('client.withContacts', { count: activeContacts })}
          description={t('client.portalUsers', { count: portalUsers })}
          checked={withContacts}
          onChange={(event) => setWithContacts(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}

/** Puts a client back into use, with the contacts who left together with it if wished. */
function ReactivateDialog({ client, onClose }: DialogProps) {
  const refresh = useRefreshClients();
  const left = useDependents(client.id).data?.leftContacts ?? 0;
  const [withContacts, setWithContacts] = useState(true);

  async function submit() {
    await call(reactivateClient, { id: client.id, withContacts });
    toastSuccess(t('client.activated', { name: client.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('client.activateTitle', { name: client.name })}
      submitLabel={t('client.activate')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('client.activateText')}</Text>
      {left > 0 && (
        <Checkbox
          label={t('client.contactsReturn', { count: left })}
          checked={withContacts}
          onChange={(event) => setWithContacts(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}

type DeleteDialogProps = DialogProps & { onDeactivate: (() => void) | null };

/** Deletes a client that nothing depends on; otherwise shows what does, and leads to deactivating. */
function DeleteDialog({ client, onClose, onDeactivate }: DeleteDialogProps) {
  const router = useRouter();
  const refresh = useRefreshClients();
  const { data, error, isError, refetch } = useDependents(client.id);
  if (isError)
    return (
      <Dialog opened onClose={onClose} title={t('client.deleteTitle', { name: client.name })}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Dialog>
    );
  if (!data) return null;
  const { rows } = data;
  if (rows.length > 0)
    return (
      <InTheWayDialog
        title={t('client.deleteTitle', { name: client.name })}
        text={t('client.inTheWay')}
        rows={rows}
        onClose={onClose}
        onDeactivate={onDeactivate}
      />
    );

  async function submit() {
    await call(deleteClient, { id: client.id });
    toastSuccess(t('client.deleted', { name: client.name }));
    router.push('/msp/clients');
    refresh().catch(toastError);
  }

  return (
    <FormDialog
      title={t('client.deleteTitle', { name: client.name })}
      submitLabel={t('client.delete')}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('client.deleteText')}</Text>
    </FormDialog>
  );
}

/** Out of use, back into it, or away altogether; each for those who may. */
export function UseButtons({ client }: { client: ClientCard }) {
  const [open, setOpen] = useState<'deactivate' | 'activate' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const mayDeactivate = client.abilities.includes('client.deactivate');
  const mayDelete = client.abilities.includes('client.delete');
  return (
    <>
      {mayDelete && (
        <Button variant="subtle" color="gray" onClick={() => setOpen('delete')}>
          {t('client.delete')}
        </Button>
      )}
      {mayDeactivate && (
        <Button
          variant={client.isInactive ? 'default' : 'subtle'}
          {...(client.isInactive ? {} : { color: 'gray' })}
          onClick={() => setOpen(client.isInactive ? 'activate' : 'deactivate')}
        >
          {t(client.isInactive ? 'client.activate' : 'client.deactivate')}
        </Button>
      )}
      {open === 'deactivate' && <DeactivateDialog client={client} onClose={close} />}
      {open === 'activate' && <ReactivateDialog client={client} onClose={close} />}
      {open === 'delete' && (
        <DeleteDialog
          client={client}
          onClose={close}
          onDeactivate={mayDeactivate && !client.isInactive ? () => setOpen('deactivate') : null}
        />
      )}
    </>
  );
}
