'use client';

import { Button, Group } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { call } from '@kelp/kernel/client';
import { toastError } from '@kelp/ui';
import { endView, type Me } from '../contract';
import { t } from './strings';
import './view-banner.css';

async function end() {
  await call(endView, {});
  window.location.assign('/msp');
}

/** As whom one looks, and the way back. */
export function ViewLine({ viewing }: { viewing: NonNullable<Me['viewing']> }) {
  return (
    <Group className="kelp-view-banner" role="status" gap="sm" justify="space-between">
      <span>
        <IconEye size={18} aria-hidden="true" />
        {t(`view.${viewing.kind}`, { name: viewing.name })}
      </span>
      <Button size="xs" variant="default" onClick={() => void end().catch(toastError)}>
        {t('view.end')}
      </Button>
    </Group>
  );
}
