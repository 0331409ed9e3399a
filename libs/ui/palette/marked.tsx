import type { MarkedText } from './palette-match';

/** Text with what was searched for marked in it; weight says it beside colour. */
export function Marked({ parts }: { parts: readonly MarkedText[] }) {
  return parts.map(({ text, isHit }, place) =>
    isHit ? (
      <mark key={place} className="kelp-mark">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
