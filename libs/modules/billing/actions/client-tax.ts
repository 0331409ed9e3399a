import { clients } from '@kelp/clients';
import { readTaxSettings, taxCategories } from '@kelp/catalog';
import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { takeUploads } from '@kelp/tickets';
import { addExemption, changeExemption, setVatNumber } from '../contract';
import { readVatNumber, reverseChargeProblem } from '../domain/vat-number';
import { today } from '../load/today';
import { clientVatNumbers, taxExemptions } from '../tables/tax';

const permission = 'client_tax.update';

function assertRange(validFrom: string, validTo: string | null): void {
  if (validTo === null || validFrom < validTo) return;
  throw invalid('The certificate ends before it begins.', { validTo: 'Choose a later day.' });
}

/** The columns of a certificate's file; nothing without one. */
async function fileOf(ctx: Ctx, uploadId: string | undefined) {
  const [file] = uploadId ? await takeUploads(ctx, [uploadId]) : [];
  if (!file) return {};
  return {
    fileName: file.filename,
    fileType: file.contentType,
    fileSize: BigInt(file.size),
    fileKey: file.storageKey,
  };
}

export const addExemptionAction = defineAction(addExemption, {
  permission,
  run: async (ctx, { uploadId, ...input }) => {
    assertRange(input.validFrom, input.validTo);
    await ctx.db.lock(clients, input.clientId);
    if (input.categoryId) await ctx.db.get(taxCategories, input.categoryId);
    const { id } = await ctx.db.insert(taxExemptions, { ...input, ...(await fileOf(ctx, uploadId)) });
    return { id };
  },
});

export const changeExemptionAction = defineAction(changeExemption, {
  permission,
  run: async (ctx, { id, version, uploadId, ...patch }) => {
    const before = await ctx.db.lock(taxExemptions, id);
    assertRange(patch.validFrom ?? before.validFrom, patch.validTo === undefined ? before.validTo : patch.validTo);
    const saved = await ctx.db.update(taxExemptions, id, { ...patch, ...(await fileOf(ctx, uploadId)) }, version);
    return { id, version: saved.version };
  },
});

/** Keeps the number with what is known of it: its form was checked, on this day, by this person. */
export const setVatNumberAction = defineAction(setVatNumber, {
  permission,
  run: async (ctx, { clientId, version, number: typed, isReverseCharge, validFrom }) => {
    await ctx.db.lock(clients, clientId);
    const known = await ctx.db.find(clientVatNumbers, { clientId });
    if (!typed) {
      if (isReverseCharge) throw invalid('Without a VAT number the tax is charged as usual.', { number: 'Needed.' });
      if (known) await ctx.db.remove(clientVatNumbers, known.id);
      return { number: null, country: null };
    }
    const { number, country, problem } = readVatNumber(typed);
    if (problem) throw invalid(problem, { number: problem });
    const { sellerCountry } = await readTaxSettings(ctx);
    const refusal = isReverseCharge ? reverseChargeProblem(number, sellerCountry) : null;
    if (refusal) throw invalid(refusal, { isReverseCharge: refusal });
    const facts = {
      ...{ number, country, isReverseCharge },
      validFrom: validFrom ?? known?.validFrom ?? (await today(ctx)),
      checkState: 'format' as const,
      checkNote: '',
      checkedAt: ctx.now(),
      checkedBy: ctx.actor.name,
    };
    if (known) await ctx.db.update(clientVatNumbers, known.id, facts, version);
    else await ctx.db.insert(clientVatNumbers, { clientId, ...facts });
    return { number, country };
  },
});
