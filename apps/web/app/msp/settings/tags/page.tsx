import { TagsPage } from '@kelp/tags/screens';

export const metadata = { title: 'Tags' };

export default function Page() {
  return <TagsPage />;
}
