import { ForgotPasswordPage } from '@kelp/identity/screens';
import { house } from '../../../../bridge';
import { AuthFrame } from '../../../../frame/auth-frame';

export const metadata = { title: 'Forgotten password' };

export default function Page() {
  return (
    <AuthFrame portal="portal" nonce={house().current().nonce}>
      <ForgotPasswordPage portal="client" />
    </AuthFrame>
  );
}
