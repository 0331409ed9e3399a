import { refused, type AppError } from '@kelp/std';

/** `opening_balance`: an unpaid invoice of another system, under its own number. */
export const documentKinds = ['invoice', 'credit_note', 'opening_balance'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Kinds that ask a client for money. */
export const askingKinds = ['invoice', 'opening_balance'] as const satisfies readonly DocumentKind[];

export const asksForMoney = (kind: DocumentKind): boolean => kind !== 'credit_note';

/** Whether we have a paper of it: what another system wrote stays its document. */
export const isOurs = (kind: DocumentKind): boolean => kind !== 'opening_balance';

/** Why an opening balance is not printed or mailed. */
export const noPaper = (number: string | null): AppError =>
  refused(
    'invoice.no_paper',
    `${number} was written in another system, so there is no paper of it here. Send that one.`,
  );
