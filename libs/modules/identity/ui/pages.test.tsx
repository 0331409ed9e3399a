import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactNode } from 'react';
import { KelpProvider } from '@kelp/ui';
import { CheckEmailPage } from './forgot-password-page';
import { PortalSignInPage, StaffSignInPage } from './sign-in-page';
import { WorkspaceChooser } from './workspace-chooser';

const draw = (portal: 'staff' | 'portal', page: ReactNode) =>
  renderToStaticMarkup(
    <KelpProvider portal={portal} nonce="n">
      {page}
    </KelpProvider>,
  );

it('draws two doors that differ, each with a neutral way to the other and none to register', () => {
  const staff = draw('staff', <StaffSignInPage />);
  const client = draw('portal', <PortalSignInPage />);
  expect(staff).toContain('Staff workspace');
  expect(client).toContain('Client portal');
  expect(staff).toContain('href="/auth/client-portal/signin"');
  expect(client).toContain('href="/auth/msp/signin"');
  expect(staff).toContain('href="/auth/msp/forgot-password"');
  expect(client).toContain('href="/auth/client-portal/forgot-password"');
  expect(client).not.toMatch(/register|sign up|create an account/i);
});

it('tells password managers what the fields are', () => {
  const html = draw('staff', <StaffSignInPage />);
  expect(html).toMatch(
    /<input[^>]*type="email"[^>]*autoComplete="username"|<input[^>]*autoComplete="username"[^>]*type="email"/i,
  );
  expect(html).toMatch(/autoComplete="current-password"/i);
});

it('says after a new password that it can be used, and after a request for a mail nothing about accounts', () => {
  expect(draw('portal', <PortalSignInPage hasNewPassword />)).toContain('Your password is set.');
  expect(draw('portal', <CheckEmailPage portal="client" />)).toContain('If this address has an account here');
});

it('offers the workspaces by name', () => {
  const tenants = [
    { id: '1', name: 'Northstar IT' },
    { id: '2', name: 'Other <IT>' },
  ];
  const html = draw('staff', <WorkspaceChooser portal="msp" tenants={tenants} onChoose={async () => undefined} />);
  expect(html).toContain('Northstar IT');
  expect(html).toContain('Other &lt;IT&gt;');
});
