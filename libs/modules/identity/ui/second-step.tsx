'use client';

import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { AuthLayout } from '@kelp/ui';
import type { Portal } from '../tables';
import { AuthForm } from './auth-form';
import { lookOf, signInPath } from './door-paths';
import type { FactorAsked, GivenAtDoor } from './doors-client';
import { PasskeyAct } from './passkey-act';
import { answerPasskey } from './passkey-client';
import { t } from './strings';

export interface SecondStepProps {
  portal: Portal;
  asked: FactorAsked;
  onGiven: (given: GivenAtDoor) => Promise<void>;
}

/** A code of an app, or with `isRecovery` one of the recovery codes. */
export function CodeField({ isRecovery = false, error }: { isRecovery?: boolean; error?: ReactNode }) {
  return (
    <TextInput
      key={String(isRecovery)}
      name="code"
      label={t(isRecovery ? 'second.recovery' : 'second.code')}
      description={t(isRecovery ? 'second.recovery.hint' : 'second.code.hint')}
      autoComplete="one-time-code"
      inputMode={isRecovery ? 'text' : 'numeric'}
      autoCapitalize="none"
      spellCheck={false}
      required
      withAsterisk={false}
      autoFocus
      error={error}
    />
  );
}

function PasskeyStep({ asked, onGiven }: Omit<SecondStepProps, 'portal'>) {
  async function run() {
    const answer = await answerPasskey(asked.passkey ?? {});
    await onGiven({ step: asked.step, passkey: JSON.stringify(answer) });
  }
  const variant = asked.methods.includes('totp') ? 'default' : 'filled';
  return <PasskeyAct variant={variant} label={t('second.passkey')} run={run} />;
}

/** The second step at a door: a code, a passkey, or a recovery code. */
export function SecondStep({ portal, asked, onGiven }: SecondStepProps) {
  const [isRecovery, setRecovery] = useState(asked.methods.length === 0);
  const hasCode = isRecovery || asked.methods.includes('totp');
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('second.title')}
      lead={t('second.lead')}
      footer={<a href={signInPath(portal)}>{t('chooser.back')}</a>}
    >
      <Stack gap="md">
        {hasCode && (
          <AuthForm submitLabel={t('second.submit')} onSubmit={({ code = '' }) => onGiven({ step: asked.step, code })}>
            {(errorOf) => <CodeField isRecovery={isRecovery} error={errorOf('code')} />}
          </AuthForm>
        )}
        {asked.passkey && <PasskeyStep asked={asked} onGiven={onGiven} />}
        <Text ta="center">
          <Anchor component="button" type="button" onClick={() => setRecovery(!isRecovery)}>
            {t(isRecovery ? 'second.usual' : 'second.useRecovery')}
          </Anchor>
        </Text>
      </Stack>
    </AuthLayout>
  );
}
