import { redirect } from 'next/navigation';
import { Welcome } from '../../../desk/welcome/welcome';
import { requireMe } from '../../../frame/require-caller';

export const metadata = { title: 'Welcome' };

export default async function Page() {
  const { permissions } = await requireMe('internal');
  if (!permissions.includes('system_settings.update')) redirect('/msp');
  return <Welcome />;
}
