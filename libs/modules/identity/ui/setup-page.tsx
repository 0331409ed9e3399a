'use client';

import { Button, Select, TextInput } from '@mantine/core';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { AuthLayout, currencyChoices, ErrorState, zoneNames } from '@kelp/ui';
import { AuthForm } from './auth-form';
import { signInPath } from './door-paths';
import { enterDoor, knock } from './doors-client';
import { EmailField, PasswordField } from './fields';
import { t } from './strings';
import { useDoor } from './use-door';
import { browserZone } from './browser-zone';

type ErrorOf = (name: string) => ReactNode;

function WorkspaceFields({ errorOf }: { errorOf: ErrorOf }) {
  const [ownZone] = useState(browserZone);
  return (
    <>
      <TextInput
        name="workspaceName"
        label={t('setup.workspace')}
        description={t('setup.workspace.hint')}
        autoComplete="organization"
        autoFocus
        error={errorOf('workspaceName')}
      />
      <Select
        name="zone"
        label={t('zone')}
        description={t('zone.hint')}
        data={zoneNames()}
        defaultValue={ownZone}
        searchable
        allowDeselect={false}
        limit={100}
        error={errorOf('zone')}
      />
      <Select
        name="currency"
        label={t('currency')}
        description={t('currency.hint')}
        data={currencyChoices()}
        defaultValue="USD"
        searchable
        allowDeselect={false}
        limit={100}
        error={errorOf('currency')}
      />
    </>
  );
}

async function setUp(token: string, typed: Record<string, string>): Promise<void> {
  const { workspaceName, zone, currency, name, email = '', password = '' } = typed;
  await knock('setup', { token, workspaceName, zone, currency, name, email, password });
  await enterDoor('msp', { email, password });
  window.location.assign('/msp');
}

function NoSetup({ title, lead }: { title: string; lead: string }) {
  return (
    <AuthLayout portal="staff" title={title} lead={lead}>
      <Button component={Link} href={signInPath('msp')} fullWidth>
        {t('signin')}
      </Button>
    </AuthLayout>
  );
}

function Unanswered({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <AuthLayout portal="staff" title={t('setup.title')}>
      <ErrorState error={error} onRetry={onRetry} />
    </AuthLayout>
  );
}

/** Creates the first workspace and its Owner, who is then signed in. Shows no form once set-up is finished. */
export function SetupPage({ token }: { token: string }) {
  const look = useDoor<{ state: 'open' | 'finished' | 'wrong_link' }>('setup/look', token);
  const { data } = look;
  if (look.isError) return <Unanswered error={look.error} onRetry={() => void look.refetch()} />;
  if (!data) return <AuthLayout portal="staff" title={t('setup.title')} lead={t('wait')} children={null} />;
  if (data.state === 'finished') return <NoSetup title={t('setup.finished')} lead={t('setup.finished.lead')} />;
  if (data.state === 'wrong_link') return <NoSetup title={t('setup.wrong')} lead={t('setup.wrong.lead')} />;
  return (
    <AuthLayout portal="staff" title={t('setup.title')} lead={t('setup.lead')}>
      <AuthForm submitLabel={t('setup.submit')} onSubmit={(typed) => setUp(token, typed)}>
        {(errorOf) => (
          <>
            <WorkspaceFields errorOf={errorOf} />
            <TextInput name="name" label={t('name')} autoComplete="name" error={errorOf('name')} />
            <EmailField error={errorOf('email')} />
            <PasswordField kind="new" label={t('password')} error={errorOf('password')} />
          </>
        )}
      </AuthForm>
    </AuthLayout>
  );
}
