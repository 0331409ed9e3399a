import { billingAddressOf } from '@kelp/clients';
import type { billingProfiles } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';

/** Where a client's invoices are mailed: the address of the billing profile, else that of the billing contact; null without either. */
export const invoiceRecipient = async (
  ctx: ReadCtx,
  clientId: string,
  profile: Pick<Row<typeof billingProfiles>, 'email'> | undefined,
): Promise<string | null> => profile?.email ?? (await billingAddressOf(ctx, clientId));

/** The refusal where nothing is to be mailed to; `field` is where an address can be entered. */
export const noRecipient = (clientName: string, field: string) =>
  invalid(
    `${clientName} has no address for invoices. Enter one here or in the billing profile, or choose a billing contact.`,
    { [field]: 'Give an address such as amy@acme.test.' },
  );
