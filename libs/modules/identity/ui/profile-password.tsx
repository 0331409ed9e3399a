'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Section, toastSuccess } from '@kelp/ui';
import { changePassword, listSessions } from '../contract';
import { AuthForm } from './auth-form';
import { PasswordField } from './fields';
import { t } from './strings';

/** Changes the own password; all other devices are signed out by it. */
export function ProfilePassword({ email, shortest }: { email: string; shortest: number }) {
  const queries = useQueryClient();
  // A new key empties the fields after a change.
  const [round, setRound] = useState(0);

  async function change(typed: Record<string, string>) {
    await call(changePassword, { current: typed['current'] ?? '', password: typed['password'] ?? '' });
    setRound((last) => last + 1);
    await queries.invalidateQueries({ queryKey: [listSessions.name] });
    toastSuccess(t('profile.password.changed'));
  }

  return (
    <Section title={t('profile.password.title')}>
      <AuthForm key={round} submitLabel={t('profile.password.submit')} isWide={false} onSubmit={change}>
        {(errorOf) => (
          <>
            <input hidden readOnly name="username" autoComplete="username" value={email} />
            <PasswordField name="current" kind="current" label={t('password.current')} error={errorOf('current')} />
            <PasswordField kind="new" shortest={shortest} label={t('password.new')} error={errorOf('password')} />
          </>
        )}
      </AuthForm>
    </Section>
  );
}
