import { taxCategories } from '@kelp/catalog';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { addDays, invalid, notFound } from '@kelp/std';
import { addDraftLine, changeDraft, changeDraftLine, removeDraftLine, type writtenLine } from '../contract';
import { isInformation } from '../domain/invoice-result';
import { type WrittenLine } from '../domain/written-lines';
import { invoiceLines } from '../tables';
import { changeDraftAndAsk } from '../write/change-draft';
import { lockDraft } from '../write/rewrite-draft';

const permission = 'invoice.update';
const mostLines = 1000;

function assertPeriod({ start, end }: WrittenLine['servicePeriod']): void {
  if (start >= end)
    throw invalid('The last day of service comes before the first.', { serviceTo: 'Choose a later day.' });
}

/** Lines as a person typed them, after the last position that is taken. Throws not_found for an unknown tax category. */
export async function newLines(
  ctx: Ctx,
  lines: readonly z.output<typeof writtenLine>[],
  from: { position: number; invoiceDate: string },
): Promise<WrittenLine[]> {
  const known = await ctx.db.list(taxCategories, { id: [...new Set(lines.map(({ taxCategoryId }) => taxCategoryId))] });
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  return lines.map(({ taxCategoryId, serviceFrom, serviceTo, includesTax, ...line }, index) => {
    const taxCategory = nameOf.get(taxCategoryId);
    if (taxCategory === undefined) throw notFound(taxCategories.noun);
    const start = serviceFrom ?? from.invoiceDate;
    const servicePeriod = { start, end: serviceTo ?? addDays(start, 1) };
    assertPeriod(servicePeriod);
    const place = { contractLineId: null, serviceId: null, unit: 'piece' as const, priceBase: 1 };
    const free = { kind: 'manual' as const, gross: null, reductions: [], explanation: null, by: ctx.actor.name };
    const included = includesTax ? { includesTax } : {};
    return { ...line, ...included, ...place, ...free, position: from.position + index + 1, servicePeriod, taxCategory };
  });
}

export const changeDraftAction = defineAction(changeDraft, {
  permission,
  run: async (ctx, { id, version, invoiceDate }) => {
    const saved = await changeDraftAndAsk(ctx, await lockDraft(ctx, id, version), { invoiceDate });
    return { id, version: saved.version, dueDate: saved.dueDate };
  },
});

export const addDraftLineAction = defineAction(addDraftLine, {
  permission,
  run: async (ctx, { id, version, line }) => {
    const invoice = await lockDraft(ctx, id, version);
    const taken = (await ctx.db.list(invoiceLines, { invoiceId: id })).map(({ position }) => position);
    if (taken.length >= mostLines) throw invalid(`An invoice has at most ${mostLines} lines. Write another one.`);
    const position = Math.max(0, ...taken);
    const added = await newLines(ctx, [line], { position, invoiceDate: invoice.invoiceDate });
    const saved = await changeDraftAndAsk(ctx, invoice, { lines: (lines) => [...lines, ...added] });
    return { id, version: saved.version, position: position + 1 };
  },
});

type LineChange = Omit<z.output<typeof changeDraftLine.input>, 'id' | 'version' | 'position'>;

/** The line after the change. Its amount is counted anew only when what it is counted from has changed. */
function changedLine(line: WrittenLine, change: LineChange, taxCategory: string, by: string): WrittenLine {
  const { quantity = line.quantity, unitPrice = line.unitPrice, description = line.description } = change;
  const servicePeriod = {
    start: change.serviceFrom ?? line.servicePeriod.start,
    end: change.serviceTo ?? line.servicePeriod.end,
  };
  assertPeriod(servicePeriod);
  const counts = quantity !== line.quantity || unitPrice !== line.unitPrice;
  const kept = change.includesTax ?? line.includesTax ?? false;
  if (counts && isInformation(line)) {
    throw invalid('This line only shows work that a fixed fee pays for. Add a line of its own for what is to be paid.');
  }
  const gross = counts ? null : line.gross;
  return { ...line, includesTax: kept, quantity, unitPrice, description, servicePeriod, taxCategory, gross, by };
}

export const changeDraftLineAction = defineAction(changeDraftLine, {
  permission,
  run: async (ctx, { id, version, position, ...change }) => {
    const invoice = await lockDraft(ctx, id, version);
    const category = change.taxCategoryId ? await ctx.db.get(taxCategories, change.taxCategoryId) : null;
    const saved = await changeDraftAndAsk(ctx, invoice, {
      lines: (lines) => {
        const line = lines.find((one) => one.position === position);
        if (!line) throw notFound(invoiceLines.noun);
        const changed = changedLine(line, change, category?.name ?? line.taxCategory, ctx.actor.name);
        return lines.map((one) => (one === line ? changed : one));
      },
    });
    return { id, version: saved.version };
  },
});

export const removeDraftLineAction = defineAction(removeDraftLine, {
  permission,
  run: async (ctx, { id, version, position }) => {
    const saved = await changeDraftAndAsk(ctx, await lockDraft(ctx, id, version), {
      lines: (lines) => {
        const rest = lines.filter((line) => line.position !== position);
        if (rest.length === lines.length) throw notFound(invoiceLines.noun);
        return rest;
      },
    });
    return { id, version: saved.version };
  },
});
