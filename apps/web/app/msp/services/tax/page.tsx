import { TaxPage } from '@kelp/catalog/screens';
import { LaterTrace } from '../../../../frame/later-trace';

export const metadata = { title: 'Tax' };

export default function Page() {
  return (
    <>
      <TaxPage />
      <LaterTrace />
    </>
  );
}
