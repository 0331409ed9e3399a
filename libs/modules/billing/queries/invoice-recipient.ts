import { billingAddressOf } from '@kelp/clients';
import type { billingProfiles } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';

/** Where a client's invoices are mailed: the address of the billing profile, else that of the billing contact; null without either. */
export const invoiceRecipient = async (
  ctx: ReadCtx,
  clientId: string,
  profile: Pick<Row<typeof billingProfiles>, 'email'> | undefined,
): Promise<string | null> => profile?.email ?? (await billingAddressOf(ctx, clientId));
