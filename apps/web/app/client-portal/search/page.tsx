import type { Metadata } from 'next';
import { SearchPage } from '@kelp/search/screens';

export const metadata: Metadata = { title: 'Search' };

export default function Page() {
  return <SearchPage door="portal" />;
}
