'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { AuthLayout } from '@kelp/ui';
import { afterSignIn } from '../domain/after-sign-in';
import type { Portal } from '../tables';
import { AuthForm } from './auth-form';
import { forgotPath, lookOf, signInPath } from './door-paths';
import { choiceIn, enterDoor, type ChoiceNeeded } from './doors-client';
import { EmailField, PasswordField } from './fields';
import { t } from './strings';
import { WorkspaceChooser } from './workspace-chooser';

export interface SignInPageProps {
  /** the page that was wanted; used only when it lies on this side of this site */
  next?: string | undefined;
  /** true when the person comes from setting a password */
  hasNewPassword?: boolean | undefined;
}

function OtherDoor({ portal }: { portal: Portal }) {
  const other = portal === 'msp' ? 'client' : 'msp';
  return (
    <>
      {portal === 'client' && <Text mb="xs">{t('signin.client.access')}</Text>}
      <Link href={signInPath(other)}>{t(other === 'client' ? 'signin.toClient' : 'signin.toMsp')}</Link>
    </>
  );
}

function SignInPage({ portal, next, hasNewPassword }: SignInPageProps & { portal: Portal }) {
  const [needed, setNeeded] = useState<ChoiceNeeded | null>(null);
  // A full load, so that the server draws the first page for the person who is now signed in.
  const goOn = () => window.location.assign(afterSignIn(portal, next));

  async function enter(typed: Record<string, string>) {
    try {
      await enterDoor(portal, { email: typed['email'] ?? '', password: typed['password'] ?? '' });
      goOn();
    } catch (error) {
      const choice = choiceIn(error);
      if (!choice) throw error;
      setNeeded(choice);
    }
  }

  async function choose(tenantId: string) {
    if (!needed) return;
    await enterDoor(portal, { choice: needed.choice, tenantId });
    goOn();
  }

  if (needed) return <WorkspaceChooser portal={portal} tenants={needed.tenants} onChoose={choose} />;
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('signin')}
      lead={hasNewPassword ? t('notice.password') : undefined}
      footer={<OtherDoor portal={portal} />}
    >
      <AuthForm submitLabel={t('signin')} onSubmit={enter}>
        {(errorOf) => (
          <>
            <EmailField autoFocus error={errorOf('email')} />
            <PasswordField kind="current" label={t('password')} error={errorOf('password')} />
          </>
        )}
      </AuthForm>
      <Text mt="md" ta="center">
        <Anchor component={Link} href={forgotPath(portal)}>
          {t('forgot')}
        </Anchor>
      </Text>
    </AuthLayout>
  );
}

/** The door for everyone who works here. */
export const StaffSignInPage = (props: SignInPageProps) => <SignInPage portal="msp" {...props} />;

/** The door for clients; accounts come by invitation only. */
export const PortalSignInPage = (props: SignInPageProps) => <SignInPage portal="client" {...props} />;
