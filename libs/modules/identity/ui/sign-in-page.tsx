'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { AuthLayout, useBrand } from '@kelp/ui';
import { afterSignIn } from '../domain/after-sign-in';
import type { Portal } from '../tables';
import { useArrival } from './arrival';
import { AuthForm } from './auth-form';
import { forgotPath, lookOf, signInPath } from './door-paths';
import { choiceIn, enterDoor, factorIn, type ChoiceNeeded, type FactorAsked, type GivenAtDoor } from './doors-client';
import { EmailField, PasswordField } from './fields';
import { PasskeyButton } from './passkey-button';
import { ProviderButtons } from './provider-buttons';
import { SecondStep } from './second-step';
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
  const brand = useBrand();
  if (brand?.isOwnDomain) return <Text>{t('signin.client.access')}</Text>;
  return (
    <>
      {portal === 'client' && <Text mb="xs">{t('signin.client.access')}</Text>}
      <Link href={signInPath(other)}>{t(other === 'client' ? 'signin.toClient' : 'signin.toMsp')}</Link>
    </>
  );
}

function SignInPage({ portal, next, hasNewPassword }: SignInPageProps & { portal: Portal }) {
  const [needed, setNeeded] = useState<ChoiceNeeded | null>(null);
  const arrival = useArrival();
  const [typed, setAsked] = useState<FactorAsked | null>(null);
  const asked = typed ?? arrival.second;

  async function enter(given: GivenAtDoor) {
    try {
      await enterDoor(portal, given);
    } catch (error) {
      const [choice, factor] = [choiceIn(error), factorIn(error)];
      if (!choice && !factor) throw error;
      setNeeded(choice ?? null);
      setAsked(factor ?? null);
      return;
    }
    // A full load, so that the server draws the first page for the person who is now signed in.
    window.location.assign(afterSignIn(portal, next));
  }

  if (asked) return <SecondStep portal={portal} asked={asked} onGiven={enter} />;
  if (needed)
    return (
      <WorkspaceChooser
        portal={portal}
        tenants={needed.tenants}
        onChoose={(tenantId) => enter({ choice: needed.choice, tenantId })}
      />
    );
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('signin')}
      lead={hasNewPassword ? t('notice.password') : undefined}
      footer={<OtherDoor portal={portal} />}
    >
      {arrival.problem && (
        <Text role="alert" className="kelp-field-error" mb="md">
          {arrival.problem}
        </Text>
      )}
      <AuthForm submitLabel={t('signin')} onSubmit={({ email = '', password = '' }) => enter({ email, password })}>
        {(errorOf) => (
          <>
            <EmailField autoFocus error={errorOf('email')} />
            <PasswordField kind="current" label={t('password')} error={errorOf('password')} />
          </>
        )}
      </AuthForm>
      <PasskeyButton portal={portal} onGiven={enter} />
      <ProviderButtons portal={portal} next={next} />
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
