import { PortalSignInPage } from '@kelp/identity/screens';
import { house } from '../../../../bridge';
import { AuthFrame } from '../../../../frame/auth-frame';
import { queryText, type PageInput } from '../../../../frame/page-input';

export const metadata = { title: 'Sign in' };

export default async function Page(input: PageInput) {
  const next = await queryText(input, 'next');
  const hasNewPassword = (await queryText(input, 'password')) === 'new';
  return (
    <AuthFrame portal="portal" nonce={house().current().nonce}>
      <PortalSignInPage next={next || undefined} hasNewPassword={hasNewPassword} />
    </AuthFrame>
  );
}
