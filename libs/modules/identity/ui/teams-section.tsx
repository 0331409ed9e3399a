'use client';

import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { EmptyState, Section, QueryState } from '@kelp/ui';
import { useMay, useTeams, type Team } from './people-queries';
import { t } from './strings';
import { TeamDialog } from './team-dialog';

const membersText = (team: Team) =>
  team.members.map(({ name, role }) => (role === 'lead' ? t('team.leadName', { name }) : name)).join(', ');

/** The teams with their members and leads. */
export function TeamsSection() {
  const may = useMay();
  const query = useTeams(true);
  const [edited, setEdited] = useState<Team | 'new' | null>(null);
  const teams = query.data?.rows ?? [];
  const create = may('team.create') && (
    <Button size="xs" variant="default" onClick={() => setEdited('new')}>
      {t('team.new')}
    </Button>
  );
  return (
    <Section title={t('people.teams')} actions={create}>
      <QueryState query={query} lines={3} />
      {query.data && teams.length === 0 && <EmptyState title={t('team.empty')} text={t('team.emptyText')} />}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {teams.map((team) => (
          <Group component="li" key={team.id} justify="space-between" align="flex-start" gap="sm" py={8}>
            <div style={{ flex: '1 1 240px', minWidth: 0 }}>
              <strong>{team.name}</strong>
              <Text c="dimmed" size="sm">
                {membersText(team) || t('team.noMembers')}
                {team.manager && ` · ${t('team.managedBy', { name: team.manager.name })}`}
              </Text>
            </div>
            {may('team.update') && (
              <Button
                size="xs"
                variant="default"
                aria-label={t('team.editLabel', { name: team.name })}
                onClick={() => setEdited(team)}
              >
                {t('team.edit')}
              </Button>
            )}
          </Group>
        ))}
      </ul>
      {edited && <TeamDialog team={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}
