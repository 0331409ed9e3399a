import { z } from '@kelp/kernel/contract';
import { customValues } from '@kelp/fields/contract';
import { tagChip } from '@kelp/tags/contract';
import { contactWishes } from './contact-page';

export const phone = z.object({
  kind: z.enum(['work', 'mobile', 'home', 'fax', 'other']),
  number: z
    .string()
    .trim()
    .max(50)
    .regex(/\d.*\d.*\d/, 'Give a number with at least three digits.'),
  extension: z.string().trim().max(20).default(''),
  isDefault: z.boolean().default(false),
});
export const otherEmail = z.object({
  kind: z.enum(['work', 'personal', 'billing', 'other']),
  email: z.string().max(254),
});

export const contactCard = z.object({
  id: z.uuid(),
  fullName: z.string(),
  email: z.string().nullable(),
  /** The default number. */
  phone: z.string(),
  phones: z.array(phone),
  otherEmails: z.array(otherEmail),
  /** May ask for any client. */
  isExternal: z.boolean(),
  title: z.string(),
  ...contactWishes,
  isInactive: z.boolean(),
  clientId: z.uuid().nullable(),
  tags: z.array(tagChip),
  custom: customValues,
  version: z.number(),
});
export type ContactCard = z.output<typeof contactCard>;
