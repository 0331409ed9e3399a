'use client';

import { useRouter } from 'next/navigation';
import { AuthLayout } from '@kelp/ui';
import type { Portal } from '../tables';
import { AuthForm } from './auth-form';
import { DeadLink } from './dead-link';
import { lookOf, signInPath } from './door-paths';
import { knock } from './doors-client';
import { PasswordField } from './fields';
import { ProviderButtons } from './provider-buttons';
import { t } from './strings';
import { useDoor } from './use-door';

interface Look {
  portal: Portal;
  email: string;
  isFirst: boolean;
  shortest: number;
}

/** Both doors share this page: it sets the password by the link of a mail and returns to the right door. */
export function SetNewPasswordPage({ token, portal }: { token: string; portal: Portal }) {
  const router = useRouter();
  const look = useDoor<Look>('password-reset/look', token);
  if (look.isError) return <DeadLink portal={portal} error={look.error} />;
  if (!look.data) return <AuthLayout portal={lookOf(portal)} title={t('set.title')} lead={t('wait')} children={null} />;
  const { email, isFirst, shortest } = look.data;

  async function save(typed: Record<string, string>) {
    const done = await knock<{ portal: Portal }>('password-reset/set', { token, password: typed['password'] ?? '' });
    router.replace(`${signInPath(done.portal)}?password=new`);
  }

  return (
    <AuthLayout portal={lookOf(portal)} title={t(isFirst ? 'set.first' : 'set.title')} lead={t('set.for', { email })}>
      <AuthForm submitLabel={t('set.submit')} onSubmit={save}>
        {(errorOf) => (
          <>
            {/* Password managers need to know whose password this is. */}
            <input hidden readOnly name="username" autoComplete="username" value={email} />
            <PasswordField
              kind="new"
              shortest={shortest}
              label={t('password.new')}
              autoFocus
              error={errorOf('password')}
            />
          </>
        )}
      </AuthForm>
      {isFirst && <ProviderButtons portal={look.data.portal} invitation={token} />}
    </AuthLayout>
  );
}
