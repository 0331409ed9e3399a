/** What one file may hold. Its bytes are limited by the door for files (25 MB). */
export const limits = { rows: 50_000, columns: 200, cell: 32_000 } as const;
