import { defineEmail, type EmailType } from '@kelp/kernel';
import type { z } from '@kelp/kernel/contract';

/** A mail written for clients. Only such mail leaves by `mailClient`; the compiler refuses any other. */
export type ClientEmail<S extends z.ZodType = z.ZodType> = EmailType<S> & { readonly audience: 'client' };

export const defineClientEmail = <S extends z.ZodType>(definition: ClientEmail<S>): ClientEmail<S> => ({
  ...defineEmail(definition),
  audience: 'client',
});
