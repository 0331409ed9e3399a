import { TaxPage } from '@kelp/catalog/screens';
import { PageTrace } from '../../../../frame/page-trace';

export const metadata = { title: 'Tax' };

export default function Page() {
  return (
    <>
      <TaxPage />
      <PageTrace />
    </>
  );
}
