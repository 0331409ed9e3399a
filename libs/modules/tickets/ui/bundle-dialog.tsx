'use client';

import { Checkbox, Radio, Select } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { bundleTickets, listTickets, type RelatedTicket } from '../contract';
import { useRefreshTickets } from './relation-queries';
import { t } from './strings';
import { inOneLine, TicketPicker } from './ticket-picker';
import './relations.css';

type Mode = 'sync_updates' | 'link_only';

interface BundleDialogProps {
  /** the tickets to bundle; with one alone another is asked for */
  ids: readonly string[];
  onClose: () => void;
  /** what the list does when it is done: for instance to give up its selection */
  onDone?: () => void;
}

function useChosen(ids: readonly string[]) {
  return useQuery({
    queryKey: [listTickets.name, 'bundle', ids],
    queryFn: async ({ signal }) => {
      const order = { state: 'all', sort: 'number', direction: 'asc', limit: 200 } as const;
      const { rows } = await call(listTickets, { ids: [...ids], ...order }, { signal });
      return rows.map((row): RelatedTicket => ({
        ...row,
        contactName: row.contact?.name ?? null,
        isClosed: row.isClosed,
      }));
    },
  });
}

/** Puts tickets under a master: which one leads, how the others follow, and what it means when they belong to several clients. */
export function BundleDialog({ ids, onClose, onDone }: BundleDialogProps) {
  const chosen = useChosen(ids).data ?? [];
  const [added, setAdded] = useState<RelatedTicket | null>(null);
  const [masterId, setMasterId] = useState<string | null>(null);
  const [mode, setMode] = useState<Mode>('sync_updates');
  const [reopens, setReopens] = useState(false);
  const refresh = useRefreshTickets();
  const all = added ? [...chosen, added] : chosen;
  const master = all.find(({ id }) => id === masterId) ?? all[0];
  const clients = new Map(all.flatMap(({ client }) => (client ? [[client.id, client.name] as const] : [])));

  async function submit() {
    const childIds = all.filter(({ id }) => id !== master?.id).map(({ id }) => id);
    const id = master?.id ?? '';
    await call(bundleTickets, { id, childIds, mode, reopensOnChildReply: reopens });
    toastSuccess(t('bundle.done', { count: childIds.length, number: master?.number ?? '' }));
    await refresh();
    onDone?.();
  }

  return (
    <FormDialog
      title={t('bundle.title')}
      submitLabel={t('bundle.submit')}
      size="lg"
      onSubmit={submit}
      onClose={onClose}
    >
      {ids.length < 2 && <TicketPicker label={t('bundle.with')} exceptIds={ids} value={added} onChange={setAdded} />}
      <Select
        label={t('bundle.master')}
        description={t('bundle.masterHint')}
        data={all.map((ticket) => ({ value: ticket.id, label: inOneLine(ticket) }))}
        value={master?.id ?? null}
        onChange={setMasterId}
        allowDeselect={false}
      />
      <Radio.Group label={t('bundle.mode')} value={mode} onChange={(value) => setMode(value as Mode)}>
        <Radio mt="xs" value="sync_updates" label={t('bundle.sync')} description={t('bundle.syncHint')} />
        <Radio mt="xs" value="link_only" label={t('bundle.linkOnly')} description={t('bundle.linkOnlyHint')} />
      </Radio.Group>
      <Checkbox
        label={t('bundle.reopens')}
        checked={reopens}
        onChange={(event) => setReopens(event.currentTarget.checked)}
      />
      {clients.size > 1 && (
        <p className="kelp-relation-warning" role="status">
          {t('bundle.severalClients', { count: clients.size, names: [...clients.values()].join(', ') })}
        </p>
      )}
    </FormDialog>
  );
}

export default BundleDialog;
