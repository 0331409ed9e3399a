'use client';

import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { isAppError } from '@kelp/std';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { BrandContext, type Brand } from './shell/brand';
import { FocusKeeper } from './feedback/focus-keeper';
import { FormatProvider } from './format/format-provider';
import { KeysProvider } from './keys/keys-provider';
import { COLOR_SCHEME_KEY } from './theme/color-scheme';
import { lookOf } from './theme/theme';
import type { Portal } from './theme/tokens';

/** What the root layout hands over. */
export interface KelpProviderProps {
  portal: Portal;
  /** the nonce of this response's Content-Security-Policy, put on every style tag that Mantine makes */
  nonce: string;
  /** BCP 47 tag of the reader's language; default `en-GB` */
  locale?: string;
  /** IANA zone of the reader; default UTC */
  timeZone?: string;
  /** the MSP whose portal this is, when it is known */
  brand?: Brand | null;
  children: ReactNode;
}

const colorSchemeManager = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

/** A wish that the server refused is not asked again; a server that failed gets two more tries. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && !(isAppError(error) && error.status < 500);
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: shouldRetry } },
  });
}

/** Theme, colour scheme, notifications, formats, keyboard and data cache of a whole front end; stands once, in the root layout. */
export function KelpProvider(props: KelpProviderProps) {
  const { portal, nonce, locale = 'en-GB', timeZone = 'UTC', brand = null, children } = props;
  const [queryClient] = useState(createQueryClient);
  const brandLook = brand?.look ?? null;
  const look = useMemo(() => lookOf(portal, brandLook), [portal, brandLook]);
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={look.theme}
        cssVariablesResolver={look.variables}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <FormatProvider locale={locale} timeZone={timeZone}>
          <BrandContext value={brand}>
            <KeysProvider>{children}</KeysProvider>
          </BrandContext>
        </FormatProvider>
        <FocusKeeper />
        <Notifications position="bottom-right" limit={4} zIndex={500} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
