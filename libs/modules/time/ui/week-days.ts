const monday = Date.UTC(2024, 0, 1);

/** The weekdays from Monday, in the words of the program. */
export const dayNames: readonly string[] = Array.from({ length: 7 }, (_, day) =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(monday + day * 86_400_000)),
);
