export interface Dovecot {
  port: number;
  /** Forgets the account's mail and numbers what comes then anew. */
  empty(): void;
  /** Ends it and starts it again on the same port, with all its mail. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function startDovecot(account: {
  username: string;
  password: string;
  capability?: string;
}): Promise<Dovecot | null>;
