/** The part of a structured logger (pino's shape) that the mail engine writes to. */
export interface MailLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
