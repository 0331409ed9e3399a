'use client';

import { Select, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { errorSentence, FormDialog, toastError, toastSuccess, useSearchSelect } from '@kelp/ui';
import {
  listClients,
  listContacts,
  mergeClients,
  mergeContacts,
  previewClientMerge,
  previewContactMerge,
  type MergePreview,
} from '../contract';
import { addressOf, contactAddressOf, useRefreshClients } from './client-queries';
import type { Party } from './interaction-queries';
import { t } from './strings';

interface Named {
  id: string;
  name: string;
}

/** Who could be the one that stays: by a part of the name. */
function useOthers(party: Party['party'], asked: string, own: string) {
  const input = { limit: 20, ...(asked ? { search: asked } : {}) };
  const { data, isPlaceholderData } = useQuery({
    queryKey: [party === 'client' ? listClients.name : listContacts.name, 'merge', input],
    queryFn: async ({ signal }) => {
      if (party === 'client') {
        const { rows } = await call(listClients, { ...input, includeInactive: false }, { signal });
        return rows.map(({ id, name }) => ({ id, name }));
      }
      const { rows } = await call(listContacts, input, { signal });
      return rows.map(({ id, fullName, clientName, email }) => ({
        id,
        name: `${fullName} (${[clientName, email].filter(Boolean).join(', ') || t('none')})`,
      }));
    },
    placeholderData: keepPreviousData,
  });
  return { found: data?.filter(({ id }) => id !== own), isLate: isPlaceholderData };
}

function usePreview({ party, id }: Party, intoId: string | null) {
  const contract = party === 'client' ? previewClientMerge : previewContactMerge;
  return useQuery<MergePreview>({
    queryKey: [contract.name, id, intoId],
    queryFn: ({ signal }) => call(contract, { id, intoId: intoId ?? '' }, { signal }),
    enabled: intoId !== null,
    gcTime: 0,
  });
}

function Words({ title, rows }: { title: string; rows: readonly string[] }) {
  if (rows.length === 0) return null;
  return (
    <div>
      <Text size="sm">{title}</Text>
      <ul className="kelp-client-dependents">
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ party, preview }: { party: Party['party']; preview: MergePreview }) {
  const { blockers, into, from, names, moves, stays, portal } = preview;
  if (blockers.length > 0)
    return (
      <div role="alert">
        <Words title={t('merge.blocked')} rows={blockers} />
      </div>
    );
  return (
    <div role="status" className="kelp-merge-preview">
      <Words title={t(`merge.names.${party}`, { name: into.name })} rows={names} />
      <Words title={t('merge.moves', { name: into.name })} rows={moves} />
      <Words title={t('merge.stays', { name: from.name })} rows={stays} />
      {portal && <Text size="sm">{t(`merge.portal.${portal}`, { from: from.name, into: into.name })}</Text>}
      <Text size="sm">{t('merge.undoable')}</Text>
    </div>
  );
}

/** Makes this client or contact a part of another one, after showing what moves. Leads to the one that stays. */
export function MergeDialog({ party, id, name, onClose }: Party & { name: string; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshClients();
  const [chosen, setChosen] = useState<Named | null>(null);
  const { asked, props: choices } = useSearchSelect(chosen);
  const others = useOthers(party, asked, id);
  const preview = usePreview({ party, id }, chosen?.id ?? null);

  async function submit() {
    if (!chosen) throw invalid(t('merge.choose'));
    await call(party === 'client' ? mergeClients : mergeContacts, { id, intoId: chosen.id });
    toastSuccess(t('merge.done', { name }));
    router.push(party === 'client' ? addressOf(chosen.id) : contactAddressOf(chosen.id));
    refresh().catch(toastError);
  }

  return (
    <FormDialog
      title={t('merge.title', { name })}
      submitLabel={t('merge.submit')}
      size="lg"
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t(`merge.into.${party}`)}
        description={t('merge.intoHint')}
        data-autofocus
        {...choices({ ...others, onChange: setChosen })}
        required
        nothingFoundMessage={t('merge.nothing')}
      />
      {preview.isError && (
        <Text size="sm" role="alert">
          {errorSentence(preview.error)}
        </Text>
      )}
      {preview.data && <Preview party={party} preview={preview.data} />}
    </FormDialog>
  );
}
