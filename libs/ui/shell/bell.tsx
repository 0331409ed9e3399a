'use client';

import { Popover, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { CountBadge } from './count-badge';

/** What the bell of the top bar shows. */
export interface BellProps {
  unread: number;
  /** the list of notifications, drawn when the bell is opened */
  panel: ReactNode;
  onOpen?: () => void;
}

/** The bell with its count; opens the list of notifications. */
export function Bell({ unread, panel, onOpen }: BellProps) {
  const [opened, setOpened] = useState(false);

  function change(next: boolean) {
    setOpened(next);
    if (next) onOpen?.();
  }

  return (
    <Popover opened={opened} onChange={change} position="bottom-end" width={380} trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className="kelp-top-button"
          aria-label={t('shell.bell', { count: unread })}
          onClick={() => change(!opened)}
        >
          <IconBell size={18} />
          <CountBadge count={unread} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        p={0}
        className="kelp-bell-panel"
        aria-label={t('shell.notifications')}
        // where a link leads is not to be covered by the list it stood in
        onClick={({ target }) => {
          if (target instanceof Element && target.closest('a')) change(false);
        }}
      >
        {panel}
      </Popover.Dropdown>
    </Popover>
  );
}
