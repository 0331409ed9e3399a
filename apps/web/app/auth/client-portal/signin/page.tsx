import { PortalSignInPage } from '@kelp/identity/screens';
import { DoorFrame } from '../../../../frame/door-frame';
import { queryText, type PageInput } from '../../../../frame/page-input';

export const metadata = { title: 'Sign in' };

export default async function Page(input: PageInput) {
  const next = await queryText(input, 'next');
  const hasNewPassword = (await queryText(input, 'password')) === 'new';
  return (
    <DoorFrame portal="portal" workspace={await queryText(input, 'workspace')}>
      <PortalSignInPage next={next || undefined} hasNewPassword={hasNewPassword} />
    </DoorFrame>
  );
}
