'use client';

import { Button, Group } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useEffect } from 'react';
import { call } from '@kelp/kernel/client';
import { toastError } from '@kelp/ui';
import { endView, startView, type Me } from '../contract';
import { t } from './strings';
import { useMe } from './use-me';
import './view-banner.css';

type Viewing = Me['viewing'];

const nameOf = (viewing: Viewing | undefined) => (viewing ? `${viewing.kind}:${viewing.name}` : '');

/** Looks as this person or role from now on. The whole page is made anew: nothing that was fetched before stays. */
export async function lookAs(whom: { userId: string } | { roleId: string }): Promise<void> {
  await call(startView, whom);
  window.location.assign('/msp');
}

/**
 * Says above everything that one looks as somebody else, with the way back. `viewing` is what the page was made for; when another window of
 * the same browser begins or ends a look, this one is made anew.
 */
export function ViewBanner({ viewing }: { viewing: Viewing }) {
  const now = useMe().data;
  const isOld = now !== undefined && nameOf(now.viewing) !== nameOf(viewing);
  useEffect(() => {
    if (isOld) window.location.reload();
  }, [isOld]);
  if (!viewing) return null;

  async function end() {
    await call(endView, {});
    window.location.assign('/msp');
  }

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
