'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, ExactTime, Section, toastError, useBrand } from '@kelp/ui';
import { disconnectIdentity, myIdentities } from '../contract';
import { useArrival } from './arrival';
import { knock } from './doors-client';
import { t } from './strings';
import { useProof } from './use-proof';

/** Accounts somewhere else that open this one. Nothing is drawn in a workspace without providers, and on its own domain, which none leads back to. */
export function ProfileIdentities() {
  const brand = useBrand();
  const queries = useQueryClient();
  const { problem } = useArrival();
  const { withProof, proofDialog } = useProof();
  const [leaving, setLeaving] = useState<{ id: string; provider: string } | null>(null);
  const list = useQuery({ queryKey: [myIdentities.name], queryFn: ({ signal }) => call(myIdentities, {}, { signal }) });
  const { connected = [], offered = [] } = list.data ?? {};
  if (brand?.isOwnDomain || connected.length + offered.length === 0) return null;

  async function connect(providerId: string) {
    try {
      const { href } = await withProof(() => knock<{ href: string }>('provider/connect', { providerId }));
      window.location.assign(href);
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Section title={t('identities.title')}>
      <Text c="dimmed" size="sm" mb="sm">
        {t('identities.lead')}
      </Text>
      {problem && (
        <p role="alert" className="kelp-field-error">
          {problem}
        </p>
      )}
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {connected.map((one) => (
          <Group component="li" key={one.id} justify="space-between" align="flex-start">
            <div>
              <Text fw={500}>{one.provider}</Text>
              <Text size="xs" c="dimmed" component="div">
                {one.email} · {t('factors.added')} <ExactTime at={one.createdAt} />
              </Text>
            </div>
            <Button
              size="xs"
              variant="default"
              aria-label={t('identities.leave.title', { name: one.provider })}
              onClick={() => setLeaving(one)}
            >
              {t('identities.leave')}
            </Button>
          </Group>
        ))}
      </Stack>
      <Group gap="xs" mt={connected.length > 0 ? 'md' : 0}>
        {offered.map((one) => (
          <Button key={one.id} variant="default" onClick={() => void connect(one.id)}>
            {t('identities.connect', { name: one.name })}
          </Button>
        ))}
      </Group>
      {leaving && (
        <ConfirmDialog
          opened
          danger
          title={t('identities.leave.title', { name: leaving.provider })}
          confirmLabel={t('identities.leave')}
          onConfirm={async () => {
            await withProof(() => call(disconnectIdentity, { id: leaving.id }));
            await queries.invalidateQueries({ queryKey: [myIdentities.name] });
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{t('identities.leave.text')}</p>
        </ConfirmDialog>
      )}
      {proofDialog}
    </Section>
  );
}
