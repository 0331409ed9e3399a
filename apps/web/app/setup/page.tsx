import { SetupPage } from '@kelp/identity/screens';
import { house } from '../../bridge';
import { AuthFrame } from '../../frame/auth-frame';
import { queryText, type PageInput } from '../../frame/page-input';

export const metadata = { title: 'Set up' };

export default async function Page(input: PageInput) {
  return (
    <AuthFrame portal="staff" nonce={house().current().nonce}>
      <SetupPage token={await queryText(input, 'token')} />
    </AuthFrame>
  );
}
