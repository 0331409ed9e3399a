const longest = 600_000;

/** Minutes of an estimate as people type it: `90`, `90m`, `1.5h`, `1h 30m`, `1:30`. Null when it says nothing or too much. */
export function parseEstimate(text: string): number | null {
  const words = text.trim().toLowerCase();
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(words);
  const spoken = /^(?:(\d{1,5}(?:[.,]\d{1,2})?)\s*h)?\s*(?:(\d{1,6})\s*m?)?$/.exec(words);
  const minutes = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : spoken && words !== ''
      ? Math.round(Number((spoken[1] ?? '0').replace(',', '.')) * 60) + Number(spoken[2] ?? 0)
      : 0;
  return minutes >= 1 && minutes <= longest ? minutes : null;
}
