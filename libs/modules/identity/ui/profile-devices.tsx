'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { ErrorState, ExactTime, RelativeTime, Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { listSessions, revokeSession, revokeSessions, type SessionCard } from '../contract';
import { deviceName } from '../domain/device-name';
import { t } from './strings';

function Device({ session, onEnd, isEnding }: { session: SessionCard; onEnd: () => void; isEnding: boolean }) {
  const device = deviceName(session.userAgent);
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="start">
      <div>
        <Group gap="xs">
          <Text fw={500}>{device}</Text>
          {session.isCurrent && <StatusBadge tone="success" label={t('devices.current')} />}
        </Group>
        <Text size="xs" c="dimmed" component="div">
          {t('devices.seen')} <RelativeTime at={session.seenAt} /> · {t('devices.since')}{' '}
          <ExactTime at={session.createdAt} />
          {session.remoteAddress && ` · ${session.remoteAddress}`}
        </Text>
      </div>
      {!session.isCurrent && (
        <Button
          variant="default"
          size="xs"
          flex="none"
          aria-label={t('devices.endLabel', { device })}
          loading={isEnding}
          onClick={onEnd}
        >
          {t('devices.end')}
        </Button>
      )}
    </Group>
  );
}

/** Where one is signed in, and a button to end each of the others at once. */
export function ProfileDevices() {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: [listSessions.name], queryFn: ({ signal }) => call(listSessions, {}, { signal }) });
  const end = useMutation({
    mutationFn: (session: SessionCard) => call(revokeSession, { id: session.id }),
    onSuccess: (_, session) => toastSuccess(t('devices.ended', { device: deviceName(session.userAgent) })),
    onError: toastError,
    onSettled: () => queries.invalidateQueries({ queryKey: [listSessions.name] }),
  });
  const endAll = useMutation({
    mutationFn: () => call(revokeSessions, {}),
    onSuccess: () => toastSuccess(t('devices.endedAll')),
    onError: toastError,
    onSettled: () => queries.invalidateQueries({ queryKey: [listSessions.name] }),
  });
  const others = list.data?.sessions.filter((session) => !session.isCurrent).length ?? 0;
  const button = others > 0 && (
    <Button size="xs" variant="default" loading={endAll.isPending} onClick={() => endAll.mutate()}>
      {t('devices.endAll')}
    </Button>
  );
  return (
    <Section title={t('devices.title')} actions={button}>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {list.data?.sessions.map((session) => (
          <Device
            key={session.id}
            session={session}
            isEnding={end.isPending && end.variables.id === session.id}
            onEnd={() => end.mutate(session)}
          />
        ))}
      </Stack>
    </Section>
  );
}
