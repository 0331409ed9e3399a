import { SetNewPasswordPage } from '@kelp/identity/screens';
import { house } from '../../../../bridge';
import { AuthFrame } from '../../../../frame/auth-frame';
import { doorOf, queryText, type PageInput } from '../../../../frame/page-input';

export const metadata = { title: 'New password' };

export default async function Page(input: PageInput) {
  const portal = doorOf(await queryText(input, 'portal'));
  const token = await queryText(input, 'token');
  return (
    <AuthFrame portal={portal === 'msp' ? 'staff' : 'portal'} nonce={house().current().nonce}>
      <SetNewPasswordPage token={token} portal={portal} />
    </AuthFrame>
  );
}
