'use client';

import { Button, Divider, Stack } from '@mantine/core';
import { IconBrandGoogle, IconBrandWindows, IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Portal } from '../tables';
import { knock } from './doors-client';
import { t } from './strings';

const icons = { google: IconBrandGoogle, microsoft: IconBrandWindows, generic: IconKey } as const;

interface Offered {
  key: string;
  name: string;
  preset: keyof typeof icons;
}

export interface ProviderButtonsProps {
  portal: Portal;
  next?: string | undefined;
  /** The secret of an invitation that the account is to take. */
  invitation?: string;
}

/** Ways to sign in with an account somewhere else; nothing where there is none. A plain link, so that it works without scripts too. */
export function ProviderButtons({ portal, next = '', invitation = '' }: ProviderButtonsProps) {
  const list = useQuery({
    queryKey: ['providers', portal],
    queryFn: () => knock<{ rows: Offered[] }>('provider/list', { portal }),
    retry: false,
    staleTime: Infinity,
  });
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  const words = new URLSearchParams({ ...(next ? { next } : {}), ...(invitation ? { invitation } : {}) }).toString();
  return (
    <Stack gap="xs" mt="sm">
      <Divider label={t('providers.or')} labelPosition="center" />
      {rows.map(({ key, name, preset }) => {
        const Icon = icons[preset];
        return (
          <Button
            key={key}
            component="a"
            href={`/api/sign-in/begin/${key}${words ? `?${words}` : ''}`}
            variant="default"
            fullWidth
            leftSection={<Icon size={16} aria-hidden="true" />}
          >
            {t('providers.with', { name })}
          </Button>
        );
      })}
    </Stack>
  );
}
