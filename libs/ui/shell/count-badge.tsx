'use client';

/** A small count on a navigation item or the bell; above 99 it says so. Draws nothing at zero. */
export function CountBadge({ count, label }: { count: number | undefined; label?: string }) {
  if (!count) return null;
  return (
    <span className="kelp-count">
      {count > 99 ? '99+' : count}
      {label && <span className="kelp-hidden"> {label}</span>}
    </span>
  );
}
