import { VerifyEmailPage } from '@kelp/identity/screens';
import { DoorFrame } from '../../../frame/door-frame';
import { doorOf, queryText, type PageInput } from '../../../frame/page-input';

export const metadata = { title: 'Address' };

export default async function Page(input: PageInput) {
  const portal = doorOf(await queryText(input, 'portal'));
  const token = await queryText(input, 'token');
  return (
    <DoorFrame portal={portal === 'msp' ? 'staff' : 'portal'}>
      <VerifyEmailPage token={token} portal={portal} />
    </DoorFrame>
  );
}
