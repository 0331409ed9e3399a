'use client';

import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { t } from '../i18n';
import { Kbd } from '../keys/kbd';
import { useKeys } from '../keys/use-keys';
import type { CreateItem } from './nav';

/** The "New" button of the top bar; `N` opens it from every page. */
export function CreateMenu({ items }: { items: readonly CreateItem[] }) {
  const [opened, setOpened] = useState(false);
  useKeys('everywhere', { n: { label: t('shell.create'), run: () => setOpened(true) } }, { enabled: items.length > 0 });
  if (items.length === 0) return null;
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={220}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />} className="kelp-create">
          <span className="kelp-create-label">{t('shell.new')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t('shell.create')} <Kbd keys="n" />
        </Menu.Label>
        {items.map(({ key, label, icon, href, onSelect }) =>
          href ? (
            <Menu.Item key={key} component={Link} href={href} leftSection={icon}>
              {label}
            </Menu.Item>
          ) : (
            <Menu.Item key={key} onClick={onSelect} leftSection={icon}>
              {label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
