import type { Metadata } from 'next';
import { BooksPage } from '@kelp/billing/screens';

export const metadata: Metadata = { title: 'Books' };

export default function Page() {
  return <BooksPage />;
}
