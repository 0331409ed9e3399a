'use client';

import { ActionIcon, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { listClients } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { Dialog, toastError, toastSuccess, QueryState } from '@kelp/ui';
import { assignSlaPolicy } from '../contract';
import { useDesk, usePolicy, useRefreshSla } from './sla-settings-queries';
import { t } from './strings';

interface Named {
  id: string;
  name: string;
}

interface ListProps {
  label: string;
  placeholder: string;
  chosen: readonly Named[];
  offered: readonly Named[];
  disabled: boolean;
  /** Searches at the server while it is typed; without it the offered ones are filtered here. */
  onSearch?: (words: string) => void;
  onAdd: (one: Named) => void;
  onRemove: (one: Named) => void;
}

function AssignedList({ label, placeholder, chosen, offered, disabled, onSearch, onAdd, onRemove }: ListProps) {
  const [words, setWords] = useState('');
  const taken = new Set(chosen.map(({ id }) => id));
  const free = offered.filter(({ id }) => !taken.has(id));
  return (
    <div>
      <Select
        label={label}
        placeholder={placeholder}
        data={free.map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        searchable
        searchValue={words}
        onSearchChange={(next) => {
          setWords(next);
          onSearch?.(next);
        }}
        {...(onSearch ? { filter: ({ options }) => options } : {})}
        onChange={(id) => {
          const one = free.find((candidate) => candidate.id === id);
          if (one) onAdd(one);
          setWords('');
        }}
        nothingFoundMessage={t('assign.nothing')}
        disabled={disabled}
      />
      <ul className="kelp-sla-list">
        {chosen.map((one) => (
          <li key={one.id} style={{ paddingBlock: 4, alignItems: 'center' }}>
            <span>{one.name}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={disabled}
              aria-label={t('assign.remove', { name: one.name })}
              onClick={() => onRemove(one)}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which clients and boards a policy holds for; each change holds at once. */
export function AssignmentsDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const policy = usePolicy(id);
  const desk = useDesk();
  const refresh = useRefreshSla();
  const [working, setWorking] = useState(false);
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const input = { includeInactive: false, limit: 20, ...(search ? { search } : {}) };
  const clients = useQuery({
    queryKey: [listClients.name, input],
    queryFn: ({ signal }) => call(listClients, input, { signal }),
    placeholderData: keepPreviousData,
  });

  async function assign(one: Named, whom: { clientId: string } | { boardId: string }, isAdded: boolean) {
    setWorking(true);
    try {
      await call(assignSlaPolicy, { policyId: isAdded ? id : null, ...whom });
      toastSuccess(t(isAdded ? 'assign.added' : 'assign.removed', { policy: name, name: one.name }));
      await refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Dialog opened onClose={onClose} title={t('assign.title', { name })}>
      <QueryState query={policy} lines={4} />
      {policy.data && (
        <Stack gap="lg">
          <Text c="dimmed">{t('assign.lead')}</Text>
          <AssignedList
            label={t('assign.clients')}
            placeholder={t('assign.addClient')}
            chosen={policy.data.clients}
            offered={clients.data?.rows ?? []}
            disabled={working}
            onSearch={setWords}
            onAdd={(one) => void assign(one, { clientId: one.id }, true)}
            onRemove={(one) => void assign(one, { clientId: one.id }, false)}
          />
          <AssignedList
            label={t('assign.boards')}
            placeholder={t('assign.addBoard')}
            chosen={policy.data.boards}
            offered={desk.data?.boards ?? []}
            disabled={working}
            onAdd={(one) => void assign(one, { boardId: one.id }, true)}
            onRemove={(one) => void assign(one, { boardId: one.id }, false)}
          />
        </Stack>
      )}
    </Dialog>
  );
}
