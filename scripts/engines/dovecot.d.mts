export interface Dovecot {
  port: number;
  /** Forgets the account's mail and numbers what comes then anew. */
  empty(): void;
  stop(): Promise<void>;
}

export function startDovecot(account: { username: string; password: string }): Promise<Dovecot | null>;
