import type { TermsKind } from '../tables';

export type PaymentTerms =
  | { kind: 'on_receipt' }
  | { kind: 'net'; days: number }
  | { kind: 'end_of_month'; days: number }
  | { kind: 'fixed_day'; dayOfMonth: number };

/** The columns that hold payment terms; the number is days, or the day of the month for `fixed_day`. */
export function termsColumns(terms: PaymentTerms): { termsKind: TermsKind; termsDays: number } {
  if (terms.kind === 'on_receipt') return { termsKind: terms.kind, termsDays: 0 };
  return { termsKind: terms.kind, termsDays: terms.kind === 'fixed_day' ? terms.dayOfMonth : terms.days };
}

/** The payment terms of these columns, as billing counts with them. */
export function paymentTermsOf({ termsKind, termsDays }: { termsKind: TermsKind; termsDays: number }): PaymentTerms {
  if (termsKind === 'on_receipt') return { kind: termsKind };
  if (termsKind === 'fixed_day') return { kind: termsKind, dayOfMonth: termsDays };
  return { kind: termsKind, days: termsDays };
}
