'use client';

import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import {
  DataList,
  FilterBar,
  Kbd,
  PageHeader,
  RelativeTime,
  StatusBadge,
  useKeys,
  type DataListColumn,
} from '@kelp/ui';
import type { UserCard } from '../contract';
import { useMay, usePeople } from './people-queries';
import { PersonDialog } from './person-dialog';
import { PersonState, type StateChange } from './person-state';
import { t } from './strings';
import { TeamsSection } from './teams-section';

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ');

function State({ person }: { person: UserCard }) {
  if (!person.isActive) return <StatusBadge plain tone="neutral" label={t('people.state.inactive')} />;
  if (!person.hasPassword) return <StatusBadge plain tone="waiting" label={t('people.state.invited')} />;
  return <StatusBadge plain tone="success" label={t('people.state.active')} />;
}

function LastSignIn({ at }: { at: Date | null }) {
  return at ? <RelativeTime at={at} /> : <span className="kelp-muted">{t('people.never')}</span>;
}

const columns: DataListColumn<UserCard>[] = [
  { key: 'name', header: t('people.name'), width: 'minmax(140px, 1.1fr)', primary: true, render: (row) => row.name },
  {
    key: 'email',
    header: t('people.email'),
    width: 'minmax(170px, 1.3fr)',
    hideBelow: 760,
    render: (row) => row.email,
  },
  { key: 'roles', header: t('people.roles'), width: 'minmax(120px, 1.1fr)', render: (row) => names(row.roles) },
  {
    key: 'teams',
    header: t('people.teams'),
    width: 'minmax(100px, 0.9fr)',
    hideBelow: 1000,
    render: (row) => names(row.teams) || '–',
  },
  {
    key: 'reportsTo',
    header: t('people.reportsTo'),
    width: 'minmax(110px, 0.8fr)',
    hideBelow: 1000,
    render: (row) => row.reportsTo?.name ?? '–',
  },
  {
    key: 'last',
    header: t('people.lastSignIn'),
    width: '120px',
    hideBelow: 640,
    render: (row) => <LastSignIn at={row.lastSignInAt} />,
  },
  {
    key: 'factor',
    header: t('people.factor'),
    width: '110px',
    hideBelow: 1000,
    render: (row) => t(row.hasSecondFactor ? 'people.factor.yes' : 'people.factor.no'),
  },
  { key: 'state', header: t('people.state'), width: '120px', render: (row) => <State person={row} /> },
];

function Compact({ person }: { person: UserCard }) {
  return (
    <>
      <strong>{person.name}</strong>
      <span className="kelp-compact-line">
        <span>{names(person.roles)}</span>
        <State person={person} />
      </span>
    </>
  );
}

interface PeopleListProps {
  search: string;
  includeInactive: boolean;
  onOpen?: (person: UserCard) => void;
}

function PeopleList({ search, includeInactive, onOpen }: PeopleListProps) {
  const query = usePeople(search, includeInactive);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div style={{ display: 'flex', flex: 'none', height: 'max(280px, 46dvh)' }}>
      <DataList
        label={t('people.title')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        columns={columns}
        renderCompact={(row) => <Compact person={row} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('people.nothingFits'), text: t('people.nothingFitsText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        {...(onOpen ? { onOpen } : {})}
      />
    </div>
  );
}

/** Colleagues with roles and teams: who they are, what they may do, and whether they can sign in. */
export function PeoplePage() {
  const may = useMay();
  const [search, setSearch] = useState('');
  const [includeInactive, setInactive] = useState(false);
  const [edited, setEdited] = useState<UserCard | 'new' | null>(null);
  const [change, setChange] = useState<StateChange | null>(null);
  const mayInvite = may('user.create') && may('role.assign') && may('role.read');
  const mayOpen = may('user.update') || may('user.deactivate') || may('user.invite');
  useKeys('page', mayInvite ? { c: { label: t('people.invite'), run: () => setEdited('new') } } : {});

  return (
    <div className="kelp-page">
      <PageHeader
        title={t('people.title')}
        back={{ href: '/msp/settings', label: t('people.back') }}
        {...(mayOpen ? {} : { meta: t('people.readOnly') })}
        actions={
          mayInvite && (
            <Button
              leftSection={<IconPlus size={16} />}
              rightSection={<Kbd keys="c" />}
              onClick={() => setEdited('new')}
            >
              {t('people.invite')}
            </Button>
          )
        }
      />
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        query={search}
        onQuery={setSearch}
        onClear={() => setSearch('')}
      >
        <Switch
          size="xs"
          label={t('people.showInactive')}
          checked={includeInactive}
          onChange={(event) => setInactive(event.currentTarget.checked)}
        />
      </FilterBar>
      <PeopleList search={search} includeInactive={includeInactive} {...(mayOpen ? { onOpen: setEdited } : {})} />
      {may('team.read') && <TeamsSection />}
      {may('role.read') && <Link href="/msp/settings/roles">{t('people.toRoles')}</Link>}
      {edited && (
        <PersonDialog
          person={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onChangeState={(kind) => {
            if (edited !== 'new') setChange({ kind, person: edited });
            setEdited(null);
          }}
        />
      )}
      <PersonState change={change} onClose={() => setChange(null)} />
    </div>
  );
}
