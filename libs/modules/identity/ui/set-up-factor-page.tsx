'use client';

import { Anchor } from '@mantine/core';
import { AuthLayout } from '@kelp/ui';
import { afterSignIn } from '../domain/after-sign-in';
import type { Portal } from '../tables';
import { lookOf } from './door-paths';
import { ProfileFactors } from './profile-factors';
import { t } from './strings';

/** For somebody whose role demands a second factor by now: nothing else is open until there is one. */
export function SetUpFactorPage({ portal }: { portal: Portal }) {
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('setUpFactor.title')}
      lead={t('setUpFactor.lead')}
      footer={
        <Anchor href="/auth/sign-out" inherit>
          {t('setUpFactor.leave')}
        </Anchor>
      }
    >
      <ProfileFactors onFirst={() => window.location.assign(afterSignIn(portal, undefined))} />
    </AuthLayout>
  );
}
