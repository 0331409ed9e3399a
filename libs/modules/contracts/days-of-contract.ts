import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { addDays, formatLocalDate, invalid, type LocalDate } from '@kelp/std';
import type { contractLines, contracts } from './tables';

/** A day as sentences say it: in the language of the reader. */
export const dayText = (ctx: Pick<Ctx, 'locale'>, day: LocalDate): string => formatLocalDate(day, ctx.locale, 'medium');

/** Refuses a date outside the contract. */
export function assertWithin(
  ctx: Ctx,
  contract: Pick<Row<typeof contracts>, 'startsOn' | 'endsOn'>,
  date: LocalDate,
  field: string,
): void {
  if (date < contract.startsOn) {
    throw invalid('This is before the contract begins. Choose its first day or a later one.', {
      [field]: `The contract begins on ${dayText(ctx, contract.startsOn)}.`,
    });
  }
  if (contract.endsOn && date >= contract.endsOn) {
    throw invalid(
      'This is after the contract has ended. Choose an earlier day, or move the end of the contract first.',
      {
        [field]: `The last day of the contract is ${dayText(ctx, addDays(contract.endsOn, -1))}.`,
      },
    );
  }
}

/** Refuses a day on which the line is not in service. */
export function assertServes(ctx: Ctx, line: Row<typeof contractLines>, from: string): void {
  if (from >= line.startsOn && (line.endsOn === null || from < line.endsOn)) return;
  throw invalid(`${line.name} does not serve on this day. Choose a day on which it does.`, {
    from:
      line.endsOn === null
        ? `It begins on ${dayText(ctx, line.startsOn)}.`
        : `It serves from ${dayText(ctx, line.startsOn)}, and no more on ${dayText(ctx, line.endsOn)}.`,
  });
}
