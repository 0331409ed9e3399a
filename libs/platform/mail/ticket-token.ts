const maxSubject = 1_000;

/**
 * The ticket token in a subject, such as `T-123` from "Re: [#T-123] Printer". `pattern` finds the token; its first
 * group, when it has one, is what is returned. Null when there is none. With several (a mail forwarded between desks) the
 * first one wins: the newest is put in front.
 */
export function ticketTokenIn(subject: string, pattern: RegExp): string | null {
  const found = subject.slice(0, maxSubject).match(new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')));
  return found ? (found[1] ?? found[0]) : null;
}
