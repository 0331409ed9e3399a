import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { billingInvariants } from '../contract';
import { engineVersion } from '../domain/calculate-invoice';
import { canonicalJson, parseCanonicalJson } from '../domain/canonical-json';
import { creditEngine } from '../domain/credit-lines';
import { replayCredit, replayInvoice, replayOpening, replayWritten } from '../domain/freeze-invoice';
import { openingEngine } from '../domain/opening-balance';
import { writtenEngine } from '../domain/written-lines';
import { bookChecks } from './book-checks';

type Violation = z.output<typeof billingInvariants.output>['violations'][number];

const replayed = 50;
/** How documents of each engine are calculated again: today's, and those before whose results today's still gives to the byte. */
const replays: Record<string, typeof replayInvoice> = {
  [engineVersion]: replayInvoice,
  '3': replayInvoice,
  '4': replayInvoice,
  [writtenEngine]: replayWritten,
  'written-1': replayWritten,
  [creditEngine]: replayCredit,
  'credit-1': replayCredit,
  [openingEngine]: replayOpening,
};

/** The canonical text of JSON as the database gives it back, in which whole amounts still stand as objects. */
const canonicalText = (stored: unknown): string => canonicalJson(parseCanonicalJson(JSON.stringify(stored)));

const replayRule = 'An invoice calculated again from its frozen inputs is the same';

/** Every rule of the books, in the order in which they are looked at. */
export const rulesOfTheBooks = (tenant: string): string[] => [...Object.keys(bookChecks(tenant)), replayRule];

/** The latest final invoices, calculated again from their frozen inputs. */
async function replayLatest(ctx: ReadCtx): Promise<Violation[]> {
  const rows = await ctx.db.rows<{
    id: string;
    frozenInputs: unknown;
    inputsHash: string;
    resultHash: string;
    engineVersion: string;
    total: bigint;
  }>(
    sql`select id, frozen_inputs, inputs_hash, result_hash, engine_version, total from invoices
        where tenant_id = ${ctx.tenant} and state = 'final' and engine_version = any(${Object.keys(replays)}::text[])
        order by id desc limit ${replayed}`,
  );
  return rows.flatMap(({ id, frozenInputs, total, ...made }) => {
    const replay = replays[made.engineVersion] ?? replayInvoice;
    const { isEqual, result } = replay({ ...made, inputs: canonicalText(frozenInputs) });
    if (isEqual && result.total === total) return [];
    return [
      {
        rule: replayRule,
        subject: id,
        detail: String(result.total),
      },
    ];
  });
}

/** Everything that is wrong in the books of this workspace; empty when all is right. */
export async function findViolations(ctx: ReadCtx): Promise<Violation[]> {
  const found = await Promise.all(
    Object.entries(bookChecks(ctx.tenant)).map(async ([rule, statement]) => {
      const rows = await ctx.db.rows<{ subject: string; detail: string }>(statement);
      return rows.map((row) => ({ rule, ...row }));
    }),
  );
  return [...found.flat(), ...(await replayLatest(ctx))];
}

/** The books checked against themselves, on request; the nightly check asks the same. */
export const billingInvariantsQuery = defineQuery(billingInvariants, {
  permission: 'invoice.read',
  isAboutAll: true,
  timeoutMs: 60_000,
  run: async (ctx) => ({ violations: await findViolations(ctx) }),
});
