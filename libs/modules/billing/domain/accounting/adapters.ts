import type { AccountingAdapter } from './documents';
import { journalAdapter } from './journal-adapter';
import { quickbooksAdapter } from './quickbooks-adapter';
import type { Target } from './targets';
import { xeroAdapter } from './xero-adapter';

export const adapters: Record<Target, AccountingAdapter> = {
  journal: journalAdapter,
  quickbooks: quickbooksAdapter,
  xero: xeroAdapter,
};
