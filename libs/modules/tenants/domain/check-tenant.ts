import { invalid, isCurrency, isZone } from '@kelp/std';

/** Throws invalid, one sentence per field, for a zone that this runtime does not know or a currency that ISO 4217 does not list. */
export function checkTenant(details: { zone?: string | undefined; currency?: string | undefined }): void {
  const fields: Record<string, string> = {};
  if (details.zone !== undefined && !isZone(details.zone)) fields['zone'] = 'Choose a zone such as America/Chicago.';
  if (details.currency !== undefined && !isCurrency(details.currency)) {
    fields['currency'] = 'Give an ISO currency code such as USD.';
  }
  if (Object.keys(fields).length > 0) throw invalid('Some workspace settings are not right.', fields);
}
