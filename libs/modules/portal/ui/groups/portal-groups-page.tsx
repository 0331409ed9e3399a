'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { PageHeader, Section } from '@kelp/ui';
import type { VisibilityGroup } from '../../contract';
import { Failure, Loading } from '../page-states';
import { t } from '../strings';
import { portalDoor, useGroups } from './group-door';
import { GroupList, PeopleSight } from './group-lists';
import '../portal-pages.css';

/** Where a client's Admin decides which colleagues see whose requests. */
export function PortalGroupsPage() {
  const { data, error, isPending, refetch } = useGroups(portalDoor);
  const [editing, setEditing] = useState<VisibilityGroup | 'new' | null>(null);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="kelp-p-page">
      <PageHeader
        title={t('groups.title')}
        actions={<Button onClick={() => setEditing('new')}>{t('groups.add')}</Button>}
      />
      <p className="kelp-groups-lead">{t('groups.lead')}</p>
      <Section title={t('groups.list')}>
        <div className="kelp-p-panel kelp-p-padded">
          <GroupList door={portalDoor} data={data} editing={editing} onEdit={setEditing} />
        </div>
      </Section>
      <Section title={t('groups.people')}>
        <div className="kelp-p-panel kelp-p-padded">
          <PeopleSight people={data.people} door={portalDoor} />
        </div>
      </Section>
    </div>
  );
}
