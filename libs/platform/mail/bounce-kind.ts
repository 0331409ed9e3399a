/**
 * What an enhanced status code (RFC 3463) says about an address: `hard` there is no such mailbox, `soft` it takes no mail now, `refused`
 * the trouble is this mail or we ourselves, so the address is not to blame. Unspecific refusals count as soft: three of them are needed.
 */
export function bounceKind(status: string | null): 'hard' | 'soft' | 'refused' {
  const [, kind, subject, detail] = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/.exec(status ?? '') ?? [];
  if (kind !== '5') return 'soft';
  if (subject === '1') return detail === '7' || detail === '8' ? 'refused' : 'hard';
  if (subject === '2') return detail === '1' ? 'hard' : 'soft';
  if (subject === '6' || subject === '7') return 'refused';
  return 'soft';
}

/** The same of an SMTP server's refusal of a recipient, whose words may carry a status; 550, 551 and 553 alone mean no such mailbox (RFC 5321). */
export function refusalKind(code: number | undefined, words: string): 'hard' | 'soft' | 'refused' {
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0];
  if (status) return bounceKind(status);
  return code === 550 || code === 551 || code === 553 ? 'hard' : code === 552 ? 'soft' : 'refused';
}
