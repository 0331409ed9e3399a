import { abilities, contract, idOf, z } from '@kelp/kernel/contract';
import { mergedHere } from './merging';

export const channels = ['email', 'phone', 'portal'] as const;
export const channel = z.enum(channels);

/** What a contact prefers and deserves; on every card. */
export const contactWishes = {
  isVip: z.boolean(),
  /** A language such as `de`; null for the client's or workspace's own. */
  locale: z.string().nullable(),
  channel: channel.nullable(),
};

const named = z.object({ id: z.uuid(), name: z.string() });

/** What a contact's page shows beside the card. */
export const contactPlace = z.object({
  client: named.nullable(),
  /** Clients it belongs to beside its own. */
  otherClients: z.array(named),
  /** The contact this one became, when it was merged. */
  mergedInto: named.nullable(),
  /** Those that were merged into this one; the newest first. */
  merged: z.array(mergedHere),
  abilities,
  upTo: z.number(),
});

export const contactHint = z.object({
  isVip: z.boolean(),
  locale: z.string().nullable(),
  channel: channel.nullable(),
  /** The default number, for a call. */
  phone: z.string(),
});
export type ContactHint = z.output<typeof contactHint>;

/** What matters of a contact while working on their ticket. */
export const getContactHint = contract({
  name: 'contact.hint',
  input: z.object({ id: idOf('contact') }),
  output: contactHint,
});
