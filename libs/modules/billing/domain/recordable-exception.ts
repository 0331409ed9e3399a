/** Money that has arrived and is in no books yet: it may be recorded from the exception itself. */
export const isRecordable = ({ kind, resolvedAt }: { kind: string; resolvedAt: Date | null }): boolean =>
  resolvedAt === null && (kind === 'unknown_payment' || kind === 'amount_differs' || kind === 'missing_in_books');
