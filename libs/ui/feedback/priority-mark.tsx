'use client';

/** From 1 (drop everything) to 5 (whenever there is time). */
export type PriorityLevel = 1 | 2 | 3 | 4 | 5;

const BARS = [0, 1, 2, 3] as const;

/** How urgent something is: the number of filled bars, an exclamation mark at the top level, and the word. */
export function PriorityMark({
  level,
  label,
  iconOnly = false,
}: {
  level: PriorityLevel;
  label: string;
  iconOnly?: boolean;
}) {
  const filled = 5 - level;
  return (
    <span className="kelp-priority" data-level={level} title={iconOnly ? label : undefined}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        {level === 1 ? (
          <>
            <rect width="14" height="14" rx="3" fill="currentColor" />
            <path d="M7 3v4.8M7 10.2v.9" stroke="var(--kelp-surface)" strokeWidth="1.8" strokeLinecap="round" />
          </>
        ) : (
          BARS.map((bar) => (
            <rect
              key={bar}
              x={bar * 3.6}
              y={9.5 - bar * 2.7}
              width="2.4"
              height={4 + bar * 2.7}
              rx="1"
              fill="currentColor"
              opacity={bar < filled ? 1 : 0.28}
            />
          ))
        )}
      </svg>
      <span className={iconOnly ? 'kelp-hidden' : undefined}>{label}</span>
    </span>
  );
}
