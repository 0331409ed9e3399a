'use client';

import { ActionIcon, Anchor, Code, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { copyText, PageHeader, QueryState, SavedForm, Section, toastError, toastSuccess } from '@kelp/ui';
import { getBranding } from '../../contract';
import { t } from '../strings';
import { BrandPreview } from './brand-preview';
import { ColourField } from './colour-field';
import { LogoField } from './logo-field';
import { useBrandDraft, type SavedBrand } from './use-brand-draft';
import './branding.css';

function BrandForm({ saved, mayChange }: { saved: SavedBrand; mayChange: boolean }) {
  const draft = useBrandDraft(saved);
  return (
    <div className="kelp-branding">
      <SavedForm
        gap="lg"
        maw={460}
        mayChange={mayChange}
        isClean={draft.isClean}
        saveLabel={t('save')}
        discardLabel={t('discard')}
        onDiscard={draft.discard}
        onSave={draft.save}
      >
        {!mayChange && <Text c="dimmed">{t('branding.readOnly')}</Text>}
        <div>
          <Text fw={500}>{t('branding.name')}</Text>
          <Text>{saved.name}</Text>
          <Anchor component={Link} href="/msp/settings/workspace" size="sm">
            {t('branding.nameChange')}
          </Anchor>
        </div>
        <LogoField name={saved.name} shown={draft.logo} isReadOnly={!mayChange} onChange={draft.setLogo} />
        <ColourField typed={draft.typed} colour={draft.colour} isReadOnly={!mayChange} onChange={draft.setColour} />
      </SavedForm>
      <Section title={t('branding.preview')}>
        <BrandPreview name={saved.name} colour={draft.colour} logo={draft.logo} />
      </Section>
    </div>
  );
}

/** The address that an MSP gives its clients, to be copied. */
function SignInAddress({ address }: { address: string }) {
  return (
    <Section title={t('branding.address')}>
      <Text c="dimmed" mb="xs">
        {t('branding.addressHint')}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code className="kelp-branding-address">{address}</Code>
        <Tooltip label={t('branding.copy')}>
          <ActionIcon
            variant="default"
            aria-label={t('branding.copy')}
            onClick={() => void copyText(address).then(() => toastSuccess(t('branding.copied')), toastError)}
          >
            <IconCopy size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Section>
  );
}

/** Logo and colour by which clients know their MSP, with what becomes of them in both schemes before they are saved. */
export function BrandingPage({ mayChange, signInAddress }: { mayChange: boolean; signInAddress: string }) {
  const query = useQuery({
    queryKey: [getBranding.name],
    queryFn: ({ signal }) => call(getBranding, {}, { signal }),
    meta: { topics: ['branding', 'tenant'] },
  });
  return (
    <div className="kelp-page">
      <PageHeader title={t('branding.title')} back={{ href: '/msp/settings', label: t('back') }} />
      <QueryState query={query} />
      {query.data && (
        <Stack gap="xl">
          <BrandForm saved={query.data} mayChange={mayChange} />
          <SignInAddress address={signInAddress} />
        </Stack>
      )}
    </div>
  );
}
