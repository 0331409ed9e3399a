'use client';

import { Button, Stack } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { AuthLayout, errorSentence } from '@kelp/ui';
import type { Portal } from '../tables';
import { lookOf, signInPath } from './door-paths';
import { t } from './strings';

export interface WorkspaceChooserProps {
  portal: Portal;
  tenants: { id: string; name: string }[];
  onChoose: (tenantId: string) => Promise<void>;
}

/** After the password: which of the workspaces that it fits. */
export function WorkspaceChooser({ portal, tenants, onChoose }: WorkspaceChooserProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  async function choose(tenantId: string) {
    setChosen(tenantId);
    setFailure(null);
    try {
      await onChoose(tenantId);
    } catch (error) {
      setFailure(error);
      setChosen(null);
    }
  }

  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('chooser.title')}
      lead={t('chooser.lead')}
      footer={<a href={signInPath(portal)}>{t('chooser.back')}</a>}
    >
      <Stack gap="xs">
        {tenants.map((tenant, index) => (
          <Button
            key={tenant.id}
            variant="default"
            justify="space-between"
            rightSection={<IconArrowRight size={16} aria-hidden="true" />}
            autoFocus={index === 0}
            loading={chosen === tenant.id}
            disabled={chosen !== null && chosen !== tenant.id}
            onClick={() => void choose(tenant.id)}
          >
            {tenant.name}
          </Button>
        ))}
        {failure !== null && (
          <p role="alert" className="kelp-field-error">
            {errorSentence(failure)}
          </p>
        )}
      </Stack>
    </AuthLayout>
  );
}
