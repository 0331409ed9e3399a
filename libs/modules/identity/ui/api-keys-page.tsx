'use client';

import { Button, Code, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  ConfirmDialog,
  EmptyState,
  ExactTime,
  PageHeader,
  RelativeTime,
  StatusBadge,
  toastSuccess,
  QueryState,
} from '@kelp/ui';
import { listApiKeys, revokeApiKey } from '../contract';
import { ShownSecret } from './kept-dialog';
import { NewKeyDialog } from './new-key-dialog';
import { useApiKeys } from './people-queries';
import { t } from './strings';
import { useMe } from './use-me';

type ApiKey = z.output<typeof listApiKeys.output>['rows'][number];

function KeyRow({ apiKey, isOwn, onRevoke }: { apiKey: ApiKey; isOwn: boolean; onRevoke: () => void }) {
  const { name, prefix, owner, createdAt, expiresAt, lastUsedAt, scopes, networks } = apiKey;
  const isOver = expiresAt !== null && expiresAt.getTime() <= Date.now();
  return (
    <Group component="li" justify="space-between" align="flex-start" wrap="nowrap" gap="sm" py={8}>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <strong>{name}</strong>
          <Code>{prefix}…</Code>
          {isOver && <StatusBadge tone="warning" label={t('keys.expired')} />}
        </Group>
        <Text c="dimmed" size="sm" component="div">
          {!isOwn && `${t('keys.of', { name: owner.name })} · `}
          {t('keys.since')} <ExactTime at={createdAt} /> ·{' '}
          {lastUsedAt ? (
            <>
              {t('keys.used')} <RelativeTime at={lastUsedAt} />
            </>
          ) : (
            t('keys.unused')
          )}
          {' · '}
          {expiresAt ? (
            <>
              {t('keys.until')} <ExactTime at={expiresAt} />
            </>
          ) : (
            t('keys.noEnd')
          )}
        </Text>
        <Text c="dimmed" size="sm">
          {scopes ? t('keys.only', { scopes: scopes.join(', ') }) : t('keys.whole')}
          {networks.length > 0 && ` · ${t('keys.from', { networks: networks.join(', ') })}`}
        </Text>
      </div>
      <Button size="xs" variant="default" flex="none" aria-label={t('keys.revokeOf', { name })} onClick={onRevoke}>
        {t('keys.revoke')}
      </Button>
    </Group>
  );
}

/** The keys by which programs use the API: one's own, and everybody's for who may see them. */
export function ApiKeysPage() {
  const query = useApiKeys(true);
  const me = useMe();
  const [isNew, setNew] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [ended, setEnded] = useState<ApiKey | null>(null);
  const keys = query.data?.rows ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('keys.title')}
        back={{ href: '/msp/settings', label: t('people.back') }}
        actions={<Button onClick={() => setNew(true)}>{t('keys.new')}</Button>}
      />
      <p className="kelp-muted">{t('keys.lead')}</p>
      <QueryState query={query} lines={3} />
      {query.data && keys.length === 0 && <EmptyState title={t('keys.empty')} text={t('keys.emptyText')} />}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {keys.map((one) => (
          <KeyRow key={one.id} apiKey={one} isOwn={one.owner.id === me.data?.id} onRevoke={() => setEnded(one)} />
        ))}
      </ul>
      {isNew && (
        <NewKeyDialog
          onMade={async (key) => {
            await query.refetch();
            setMade(key);
          }}
          onClose={() => setNew(false)}
        />
      )}
      {made && (
        <ShownSecret value={made} title={t('keys.made')} text={t('keys.madeText')} onClose={() => setMade(null)} />
      )}
      {ended && (
        <ConfirmDialog
          opened
          danger
          title={t('keys.revokeTitle', { name: ended.name })}
          confirmLabel={t('keys.revoke')}
          onConfirm={async () => {
            await call(revokeApiKey, { id: ended.id });
            toastSuccess(t('keys.revoked', { name: ended.name }));
            await query.refetch();
          }}
          onClose={() => setEnded(null)}
        >
          {t('keys.revokeText')}
        </ConfirmDialog>
      )}
    </div>
  );
}
