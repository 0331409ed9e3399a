'use client';

import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ErrorState, PageLoading, Section } from '@kelp/ui';
import type { VisibilityGroup } from '../../contract';
import { t } from '../strings';
import { staffDoor, useGroups } from './group-door';
import { GroupList, PeopleSight } from './group-lists';

/** What the portal users of a client see of its tickets, on the client's page. */
export function VisibilitySection({ clientId }: { clientId: string }) {
  const door = useMemo(() => staffDoor(clientId), [clientId]);
  const { data, error, isPending, refetch } = useGroups(door);
  const [editing, setEditing] = useState<VisibilityGroup | 'new' | null>(null);
  return (
    <Section
      title={t('groups.title')}
      actions={
        data && (
          <Button size="xs" variant="default" onClick={() => setEditing('new')}>
            {t('groups.add')}
          </Button>
        )
      }
    >
      {isPending && <PageLoading lines={3} />}
      {!isPending && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <GroupList door={door} data={data} editing={editing} onEdit={setEditing} />
          <PeopleSight people={data.people} door={door} />
        </>
      )}
    </Section>
  );
}
