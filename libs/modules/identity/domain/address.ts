/** A mail address as it is stored and compared: trimmed and in lower case. */
export const plainAddress = (email: string): string => email.trim().toLowerCase();
