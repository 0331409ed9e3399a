import { CheckEmailPage } from '@kelp/identity/screens';
import { house } from '../../../bridge';
import { AuthFrame } from '../../../frame/auth-frame';
import { doorOf, queryText, type PageInput } from '../../../frame/page-input';

export const metadata = { title: 'Check your mail' };

export default async function Page(input: PageInput) {
  const portal = doorOf(await queryText(input, 'portal'));

  return (
    <AuthFrame portal={portal === 'msp' ? 'staff' : 'portal'} nonce={house().current().nonce}>
      <CheckEmailPage portal={portal} />
    </AuthFrame>
  );
}
