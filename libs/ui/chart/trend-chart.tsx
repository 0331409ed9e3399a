/** A value of a row of times: `value` only gives the height, `text` is what people read. */
export interface TrendPoint {
  key: string;
  /** short, below the bar */
  label: string;
  /** the whole of it, as `October 2026: $725.00` */
  text: string;
  value: number;
}

/** Bars beside each other from a common ground line; a value below zero hangs below it. Reads out as a list. */
export function TrendChart({ label, points }: { label: string; points: readonly TrendPoint[] }) {
  const top = Math.max(0, ...points.map(({ value }) => value));
  const bottom = Math.min(0, ...points.map(({ value }) => value));
  const span = top - bottom || 1;
  const percent = (value: number) => `${((value / span) * 100).toFixed(2)}%`;
  return (
    <ul className="kelp-trend" aria-label={label}>
      {points.map(({ key, label: short, text, value }) => (
        <li key={key} title={text}>
          <span className="kelp-hidden">{text}</span>
          <span className="kelp-trend-room" aria-hidden="true">
            <i
              style={{
                height: percent(Math.abs(value)),
                bottom: percent(value < 0 ? value - bottom : -bottom),
              }}
              data-negative={value < 0 || undefined}
            />
          </span>
          <small aria-hidden="true">{short}</small>
        </li>
      ))}
    </ul>
  );
}
