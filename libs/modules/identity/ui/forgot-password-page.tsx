'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { AuthLayout } from '@kelp/ui';
import type { Portal } from '../tables';
import { AuthForm } from './auth-form';
import { checkEmailPath, forgotPath, lookOf, signInPath } from './door-paths';
import { knock } from './doors-client';
import { EmailField } from './fields';
import { t } from './strings';

/** Asks for the address and goes on to the same page whether it is known or not. */
export function ForgotPasswordPage({ portal }: { portal: Portal }) {
  const router = useRouter();
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      footer={<Link href={signInPath(portal)}>{t('signin')}</Link>}
    >
      <AuthForm
        submitLabel={t('forgot.submit')}
        onSubmit={async (typed) => {
          await knock('password-reset/request', { portal, email: typed['email'] ?? '' });
          router.push(checkEmailPath(portal));
        }}
      >
        {(errorOf) => <EmailField autoFocus error={errorOf('email')} />}
      </AuthForm>
    </AuthLayout>
  );
}

/** The neutral page after any request for a mail. */
export function CheckEmailPage({ portal }: { portal: Portal }) {
  return (
    <AuthLayout
      portal={lookOf(portal)}
      title={t('check.title')}
      lead={t('check.lead')}
      footer={<Link href={signInPath(portal)}>{t('signin')}</Link>}
    >
      <p>{t('check.nothing')}</p>
      <Link href={forgotPath(portal)}>{t('check.again')}</Link>
    </AuthLayout>
  );
}
