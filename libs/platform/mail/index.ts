export * from './automatic';
export * from './catcher';
export type { MailAddress } from './mail-headers';
export type { MailLog } from './mail-log';
export * from './parse';
export * from './smtp-listener';
export * from './split-quoted';
export * from './ticket-token';
export * from './transport';
