import { redirect } from 'next/navigation';

/** Asking for help begins on the home page. */
export default function Page() {
  redirect('/client-portal');
}
