'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { AuthLayout, errorSentence } from '@kelp/ui';
import type { Portal } from '../tables';
import { lookOf, signInPath } from './door-paths';
import { t } from './strings';
import { useDoor } from './use-door';

/** Confirms an address by the link of a mail. The server draws nothing of it: only a browser that runs the page uses the link up. */
export function VerifyEmailPage({ token, portal }: { token: string; portal: Portal }) {
  const { data, error, isError } = useDoor<object>('verify-email', token);
  const title = isError ? t('link.dead') : data ? t('verified') : t('link.verifying');
  const lead = isError ? errorSentence(error) : data ? t('verified.lead') : t('wait');
  return (
    <AuthLayout portal={lookOf(portal)} title={title} lead={<span role="status">{lead}</span>}>
      {(data || isError) && (
        <Button component={Link} href={signInPath(portal)} fullWidth>
          {t('signin')}
        </Button>
      )}
    </AuthLayout>
  );
}
