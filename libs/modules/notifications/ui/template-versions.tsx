'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { ErrorState, ExactTime, PageLoading } from '@kelp/ui';
import { listEmailTemplateVersions, type EmailTemplateVersion } from '../contract';
import { t } from './strings';

interface Props {
  name: string;
  locale: string;
  onTake?: ((version: EmailTemplateVersion) => void) | undefined;
}

/** Every text that was saved, who saved it and when; taking one puts it into the fields. */
export function TemplateVersions({ name, locale, onTake }: Props) {
  const query = useQuery({
    queryKey: [listEmailTemplateVersions.name, name, locale],
    queryFn: ({ signal }) => call(listEmailTemplateVersions, { name, locale }, { signal }),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageLoading lines={3} />;
  if (query.data.rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('template.versions.empty')}
      </Text>
    );
  return (
    <Stack gap={0} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {query.data.rows.map((version) => (
        <Group
          key={version.number}
          component="li"
          justify="space-between"
          wrap="nowrap"
          py={6}
          style={{ borderBottom: '1px solid var(--kelp-border)' }}
        >
          <div>
            <Text size="sm">
              {t('template.versions.of', { number: version.number })}: {version.subject}
            </Text>
            <Text size="xs" c="dimmed">
              {t('template.versions.by', { name: version.savedByName })} · <ExactTime at={version.savedAt} />
            </Text>
          </div>
          {onTake && (
            <Button size="compact-xs" variant="default" onClick={() => onTake(version)}>
              {t('template.versions.take')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
