'use client';

import { Button, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Dialog } from '@kelp/ui';
import { readIntervals, removeIntervals } from './interval-store';
import { t } from './strings';

/**
 * Asks, before somebody signs out, what becomes of the intervals that this browser keeps for them: on a shared device they are deleted. Without any
 * they leave at once. Returns what to call, and the dialog to draw.
 */
export function useSignOutGuard(owner: string, leave: () => void): { signOut: () => void; dialog: ReactNode } {
  const [ids, setIds] = useState<readonly string[]>([]);

  function signOut() {
    readIntervals(owner)
      .then((all) => (all.length > 0 ? setIds(all.map(({ id }) => id)) : leave()))
      .catch(leave);
  }

  const dialog = ids.length > 0 && (
    <Dialog opened onClose={() => setIds([])} title={t('leaving.title')}>
      <Text>{t('leaving.text', { count: ids.length })}</Text>
      <Group mt="md" gap="xs">
        <Button data-autofocus onClick={leave}>
          {t('leaving.keep')}
        </Button>
        <Button variant="default" onClick={() => void removeIntervals(owner, ids).finally(leave)}>
          {t('leaving.delete')}
        </Button>
        <Button variant="subtle" onClick={() => setIds([])}>
          {t('leaving.stay')}
        </Button>
      </Group>
    </Dialog>
  );
  return { signOut, dialog };
}
