'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ErrorState,
  ExactTime,
  later,
  RelativeTime,
  Section,
  toastError,
  toastSuccess,
  useBrand,
} from '@kelp/ui';
import { getMe, myFactors, newRecoveryCodes, removeFactor, type FactorCard } from '../contract';
import { t } from './strings';
import { useProof } from './use-proof';

const dialogs = () => import('./factor-dialogs');
const TotpDialog = later(async () => (await dialogs()).TotpDialog);
const PasskeyDialog = later(async () => (await dialogs()).PasskeyDialog);
const RenameFactorDialog = later(async () => (await dialogs()).RenameFactorDialog);
const CodesDialog = later(async () => (await dialogs()).CodesDialog);

type Open =
  | { kind: 'totp' | 'passkey' | 'newCodes' }
  | { kind: 'rename' | 'remove'; factor: FactorCard }
  | { kind: 'codes'; codes: string[] };

function Factor({ factor, onOpen }: { factor: FactorCard; onOpen: (open: Open) => void }) {
  const Icon = factor.kind === 'totp' ? IconDeviceMobile : IconFingerprint;
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm">
      <Group gap="sm" align="flex-start" wrap="nowrap" style={{ flex: '1 1 220px', minWidth: 0 }}>
        <Icon size={18} aria-hidden="true" style={{ flex: 'none', marginTop: 2 }} />
        <div>
          <Text fw={500}>{factor.name}</Text>
          <Text size="xs" c="dimmed" component="div">
            {t(`factors.kind.${factor.kind}`)} · {t('factors.added')} <ExactTime at={factor.createdAt} /> ·{' '}
            {factor.lastUsedAt ? (
              <>
                {t('devices.seen')} <RelativeTime at={factor.lastUsedAt} />
              </>
            ) : (
              t('factors.unused')
            )}
          </Text>
        </div>
      </Group>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          aria-label={t('factors.rename.title', { name: factor.name })}
          onClick={() => onOpen({ kind: 'rename', factor })}
        >
          {t('factors.rename')}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={t('factors.remove.title', { name: factor.name })}
          onClick={() => onOpen({ kind: 'remove', factor })}
        >
          {t('factors.remove')}
        </Button>
      </Group>
    </Group>
  );
}

/** The own second factors and recovery codes. `onFirst` is told once the first one is there and its codes are kept. */
export function ProfileFactors({ onFirst }: { onFirst?: () => void }) {
  const brand = useBrand();
  const queries = useQueryClient();
  const { withProof, proofDialog } = useProof();
  const [open, setOpen] = useState<Open | null>(null);
  const list = useQuery({ queryKey: [myFactors.name], queryFn: ({ signal }) => call(myFactors, {}, { signal }) });
  const refresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => [myFactors.name, getMe.name].includes(String(queryKey[0])),
    });

  async function added(codes: string[] | null) {
    toastSuccess(t('factors.done'));
    await refresh();
    setOpen(codes ? { kind: 'codes', codes } : null);
    if (!codes) onFirst?.();
  }
  // A dialog closes itself after its work; one that opened meanwhile stays.
  const close = (kind: Open['kind']) => setOpen((now) => (now?.kind === kind ? null : now));
  const factors = list.data?.factors ?? [];

  return (
    <Section title={t('factors.title')}>
      <Text c="dimmed" size="sm" mb="sm">
        {t(list.data?.requiredFrom ? 'factors.required' : 'factors.lead')}
      </Text>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {factors.map((factor) => (
          <Factor key={factor.id} factor={factor} onOpen={setOpen} />
        ))}
      </Stack>
      <Group gap="xs" mt="md">
        <Button variant="default" onClick={() => setOpen({ kind: 'totp' })}>
          {t('factors.addApp')}
        </Button>
        {!brand?.isOwnDomain && (
          <Button variant="default" onClick={() => setOpen({ kind: 'passkey' })}>
            {t('factors.addPasskey')}
          </Button>
        )}
        {factors.length > 0 && (
          <Button variant="default" onClick={() => setOpen({ kind: 'newCodes' })}>
            {t('codes.new')}
          </Button>
        )}
      </Group>
      {factors.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('codes.left', { left: list.data?.recoveryCodesLeft ?? 0 })}
        </Text>
      )}
      {open?.kind === 'totp' && (
        <TotpDialog withProof={withProof} onAdded={(codes) => void added(codes)} onClose={() => close('totp')} />
      )}
      {open?.kind === 'passkey' && (
        <PasskeyDialog withProof={withProof} onAdded={(codes) => void added(codes)} onClose={() => close('passkey')} />
      )}
      {open?.kind === 'rename' && (
        <RenameFactorDialog factor={open.factor} onDone={() => void refresh()} onClose={() => close('rename')} />
      )}
      {open?.kind === 'codes' && (
        <CodesDialog
          codes={open.codes}
          onClose={() => {
            setOpen(null);
            onFirst?.();
          }}
        />
      )}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          opened
          danger
          title={t('factors.remove.title', { name: open.factor.name })}
          confirmLabel={t('factors.remove')}
          onConfirm={async () => {
            await withProof(() => call(removeFactor, { id: open.factor.id }));
            await refresh();
          }}
          onClose={() => close('remove')}
        >
          <p>{t('factors.remove.text')}</p>
        </ConfirmDialog>
      )}
      {open?.kind === 'newCodes' && (
        <ConfirmDialog
          opened
          title={t('codes.newTitle')}
          confirmLabel={t('codes.new')}
          onConfirm={async () => {
            const { recoveryCodes } = await withProof(() => call(newRecoveryCodes, {}));
            await refresh().catch(toastError);
            setOpen({ kind: 'codes', codes: recoveryCodes });
          }}
          onClose={() => close('newCodes')}
        >
          <p>{t('codes.newText')}</p>
        </ConfirmDialog>
      )}
      {proofDialog}
    </Section>
  );
}
