'use client';

import { Menu, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout } from '@tabler/icons-react';
import Link from 'next/link';
import { Avatar } from '../feedback/avatar';
import { t } from '../i18n';
import { useOpenKeysHelp } from '../keys/keys-provider';
import type { ShellUser, UserMenuItem } from './nav';

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];
const isScheme = (value: string): value is MantineColorScheme => SCHEMES.some((scheme) => scheme === value);

/** The menu behind the avatar: own pages, colour scheme, keys, sign out. */
export function UserMenu(props: { user: ShellUser; items: readonly UserMenuItem[]; onSignOut: () => void }) {
  const { user, items, onSignOut } = props;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const openKeysHelp = useOpenKeysHelp();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className="kelp-top-button">
          <Avatar name={user.name} size={26} />
          <span className="kelp-hidden">{t('shell.userMenu', { name: user.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="kelp-user-card">
          <strong>{user.name}</strong>
          <span>{user.email}</span>
        </div>
        <Menu.Divider />
        {items.map(({ key, label, href, icon }) => (
          <Menu.Item key={key} component={Link} href={href} leftSection={icon}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openKeysHelp}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('shell.scheme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => isScheme(value) && setColorScheme(value)}>
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick={false}>
              {t(`shell.scheme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={onSignOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
