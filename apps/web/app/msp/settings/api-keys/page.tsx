import { ApiKeysPage } from '@kelp/identity/screens';

export const metadata = { title: 'API keys' };

export default function Page() {
  return <ApiKeysPage />;
}
