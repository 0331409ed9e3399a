'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { AuthLayout, errorSentence } from '@kelp/ui';
import type { Portal } from '../tables';
import { forgotPath, lookOf, signInPath } from './door-paths';
import { t } from './strings';

/** What is shown for a link that holds no more: why, and the way to a new one. */
export function DeadLink({ portal, error }: { portal: Portal; error: unknown }) {
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('link.dead')}
      lead={errorSentence(error)}
      footer={<Link href={signInPath(portal)}>{t('signin')}</Link>}
    >
      <Button component={Link} href={forgotPath(portal)} fullWidth>
        {t('check.again')}
      </Button>
    </AuthLayout>
  );
}
