'use client';

import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { ConfirmDialog, RelativeTime, StatusBadge, toastError, toastSuccess, useReady } from '@kelp/ui';
import { checkPortalDomain, removePortalDomain, type getPortalDomain } from '../../contract';
import { t } from '../strings';

export type Domain = NonNullable<z.output<typeof getPortalDomain.output>['domain']>;

interface DomainStateProps {
  domain: Domain;
  mayChange: boolean;
  onChanged: () => Promise<void>;
}

function Standing({ domain }: { domain: Domain }) {
  if (domain.isChecking) return <StatusBadge tone="progress" label={t('domain.checking')} />;
  return (
    <StatusBadge
      tone={domain.isVerified ? 'success' : 'waiting'}
      label={t(domain.isVerified ? 'domain.verified' : 'domain.waiting')}
    />
  );
}

/** How the domain stands, what to do next, and the two deeds: ask the DNS, take it away. */
export function DomainState({ domain, mayChange, onChanged }: DomainStateProps) {
  const isReady = useReady();
  const [isRemoving, setRemoving] = useState(false);
  const { host, problem, checkedAt, missingSince } = domain;

  async function check() {
    try {
      await call(checkPortalDomain, {});
      await onChanged();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <section aria-label={host}>
      <Group gap="sm">
        <strong className="kelp-domain-host">{host}</strong>
        <Standing domain={domain} />
      </Group>
      <Text mt="xs" role="status">
        {problem && !domain.isChecking
          ? t(missingSince ? 'domain.problem.going' : `domain.problem.${problem}`, { host })
          : t(domain.isVerified ? 'domain.works' : 'domain.next')}
      </Text>
      {checkedAt && (
        <Text c="dimmed" size="sm" component="div">
          {t('domain.checked')} <RelativeTime at={checkedAt} />
        </Text>
      )}
      {mayChange && (
        <Group gap="xs" mt="sm">
          <Button
            variant={domain.isVerified ? 'default' : 'filled'}
            disabled={!isReady || domain.isChecking}
            onClick={() => void check()}
          >
            {t('domain.check')}
          </Button>
          <Button variant="default" disabled={!isReady} onClick={() => setRemoving(true)}>
            {t('domain.remove')}
          </Button>
        </Group>
      )}
      {isRemoving && (
        <ConfirmDialog
          opened
          danger
          title={t('domain.removeTitle', { host })}
          confirmLabel={t('domain.remove')}
          onConfirm={async () => {
            await call(removePortalDomain, {});
            await onChanged();
            toastSuccess(t('domain.removed'));
          }}
          onClose={() => setRemoving(false)}
        >
          <p>{t('domain.removeText', { host })}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
