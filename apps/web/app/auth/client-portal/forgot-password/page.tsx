import { ForgotPasswordPage } from '@kelp/identity/screens';
import { DoorFrame } from '../../../../frame/door-frame';

export const metadata = { title: 'Forgotten password' };

export default function Page() {
  return (
    <DoorFrame portal="portal">
      <ForgotPasswordPage portal="client" />
    </DoorFrame>
  );
}
