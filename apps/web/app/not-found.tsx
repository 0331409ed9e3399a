import Link from 'next/link';

/** Unknown addresses, and records that one may not see, look the same. */
export default function NotFound() {
  return (
    <main className="kelp-plain-page">
      <h1>There is nothing here</h1>
      <p>This page does not exist, or you may not see it.</p>
      <Link href="/">Go to your start page</Link>
    </main>
  );
}
