import { CheckEmailPage } from '@kelp/identity/screens';
import { DoorFrame } from '../../../frame/door-frame';
import { doorOf, queryText, type PageInput } from '../../../frame/page-input';

export const metadata = { title: 'Check your mail' };

export default async function Page(input: PageInput) {
  const portal = doorOf(await queryText(input, 'portal'));

  return (
    <DoorFrame portal={portal === 'msp' ? 'staff' : 'portal'}>
      <CheckEmailPage portal={portal} />
    </DoorFrame>
  );
}
