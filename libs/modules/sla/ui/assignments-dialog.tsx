'use client';

import { ActionIcon, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
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
  chosen: readonly Named[];
  disabled: boolean;
  onRemove: (one: Named) => void;
}

function AssignedList({ chosen, disabled, onRemove }: ListProps) {
  return (
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
  );
}

/** Which clients and boards a policy holds for; each change holds at once. */
export function AssignmentsDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const policy = usePolicy(id);
  const desk = useDesk();
  const refresh = useRefreshSla();
  const [working, setWorking] = useState(false);
  const boards = (desk.data?.boards ?? []).filter((board) => !policy.data?.boards.some((one) => one.id === board.id));

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
          <div>
            <ClientSelect
              label={t('assign.clients')}
              placeholder={t('assign.addClient')}
              value={null}
              exceptIds={policy.data.clients.map(({ id: taken }) => taken)}
              isAdding
              onChange={(one) => one && void assign(one, { clientId: one.id }, true)}
              disabled={working}
            />
            <AssignedList
              chosen={policy.data.clients}
              disabled={working}
              onRemove={(one) => void assign(one, { clientId: one.id }, false)}
            />
          </div>
          <div>
            <Select
              label={t('assign.boards')}
              placeholder={t('assign.addBoard')}
              data={boards.map((one) => ({ value: one.id, label: one.name }))}
              value={null}
              searchable
              onChange={(boardId) => {
                const one = boards.find((board) => board.id === boardId);
                if (one) void assign(one, { boardId: one.id }, true);
              }}
              nothingFoundMessage={t('assign.nothing')}
              disabled={working}
            />
            <AssignedList
              chosen={policy.data.boards}
              disabled={working}
              onRemove={(one) => void assign(one, { boardId: one.id }, false)}
            />
          </div>
        </Stack>
      )}
    </Dialog>
  );
}
