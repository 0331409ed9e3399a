import { addDays, addMonthsClamped, type LocalDate } from '@kelp/std';
import type { PaymentTerms } from './invoice-input';

const firstOfMonth = (date: LocalDate): LocalDate => `${date.slice(0, 8)}01`;

/** Last day of the month of the date. */
const endOfMonth = (date: LocalDate): LocalDate => addDays(addMonthsClamped(firstOfMonth(date), 1), -1);

/** The next such day of a month after the date, clamped to short months; the date's own month counts if it is still ahead. */
function nextDayOfMonth(date: LocalDate, dayOfMonth: number): LocalDate {
  const thisMonth = addMonthsClamped(firstOfMonth(date), 0, dayOfMonth);
  return thisMonth > date ? thisMonth : addMonthsClamped(firstOfMonth(date), 1, dayOfMonth);
}

/** The local date by which an invoice of this date must be paid (product rule: net N, end of month + N, fixed day, on receipt). */
export function dueDate(invoiceDate: LocalDate, terms: PaymentTerms): LocalDate {
  switch (terms.kind) {
    case 'on_receipt':
      return invoiceDate;
    case 'net':
      return addDays(invoiceDate, terms.days);
    case 'end_of_month':
      return addDays(endOfMonth(invoiceDate), terms.days);
    case 'fixed_day':
      return nextDayOfMonth(invoiceDate, terms.dayOfMonth);
  }
}
