import { MyTimePage } from '@kelp/time/screens';

export const metadata = { title: 'My time' };

export default function Page() {
  return <MyTimePage />;
}
