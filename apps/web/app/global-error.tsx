'use client';

/** What is left when even the layout failed; it must not need anything. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body
        style={{ font: '16px/1.5 system-ui, sans-serif', margin: '15vh auto', maxWidth: '32rem', padding: '0 1rem' }}
      >
        <h1 style={{ fontSize: '1.25rem' }}>This page could not be shown</h1>
        <p>Something went wrong on our side; it was recorded. Nothing you saved is lost.</p>
        <button onClick={reset}>Try again</button>
      </body>
    </html>
  );
}
