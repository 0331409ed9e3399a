'use client';

import { Anchor } from '@mantine/core';
import dynamic from 'next/dynamic';
import { AuthLayout } from '@kelp/ui';
import { afterSignIn } from '../domain/after-sign-in';
import type { Portal } from '../tables';
import { lookOf } from './door-paths';
import { t } from './strings';

const ProfileFactors = dynamic(() => import('./profile-factors').then((one) => one.ProfileFactors), { ssr: false });

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
