import type { Ctx } from '@kelp/kernel';
import { isLostConnection, isRetryable, sql } from '@kelp/platform/db';
import { isAppError } from '@kelp/std';
import { hasContent, loadDrafts, type DraftInvoice } from '../load/load-drafts';
import { amountFor, billingRules } from '../billing-rules';
import { amountText } from '../domain/price-text';
import type { Blocker } from '../domain/invoice-result';
import { billingRunFinished } from '../events';
import { zeroInvoices } from '../settings';
import { billingRunClients, billingRuns, type RunClientState } from '../tables';
import { lockOrders } from './take-orders';
import { writeDrafts } from './write-drafts';

type Transaction = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;

interface Outcome {
  clientId: string;
  profileId: string | null;
  state: Exclude<RunClientState, 'queued'>;
  note: string | null;
  blockers: Blocker[];
  draft: Extract<DraftInvoice, { problem: null }> | null;
}

type Minimums = Parameters<typeof amountFor>[0];
type Run = Awaited<ReturnType<typeof readRun>>;
const idsOf = (rows: readonly { clientId: string }[]) => rows.map(({ clientId }) => clientId);
const readRun = (ctx: Ctx, id: string) => ctx.db.get(billingRuns, id);

/** Clients whose billing is under way are locked, so that two runs cannot bill the same one at the same time. */
async function lockClients(ctx: Ctx, clientIds: readonly string[]): Promise<void> {
  await ctx.db.rows(
    sql`select id from billing_profiles where tenant_id = ${ctx.tenant} and client_id = any(${clientIds}::uuid[]) order by id for update`,
  );
  // What is left of their purchase orders stays so until the drafts have taken their part.
  await lockOrders(ctx, clientIds);
}

/** What becomes of one document. */
function decide(draft: DraftInvoice, zeros: 'issue' | 'skip', minimums: Minimums): Outcome {
  const base = {
    clientId: draft.client.id,
    profileId: draft.profile?.id ?? null,
    note: null,
    blockers: [],
    draft: null,
  };
  if (draft.problem !== null) {
    const state = draft.profile ? 'failed' : 'blocked';
    return { ...base, state, note: draft.problem };
  }
  const { result } = draft;
  if (!result.isInvoice && result.blockers.length === 0) {
    return { ...base, state: 'nothing', note: result.warnings[0]?.sentence ?? 'Nothing is due.' };
  }
  if (result.blockers.length > 0) {
    return { ...base, state: 'blocked', note: result.blockers[0]?.sentence ?? null, blockers: result.blockers };
  }
  // What a deposit has paid for whole is an invoice all the same: else neither would ever be settled.
  const usesDeposit = result.lines.some(({ kind }) => kind === 'deposit_used');
  if (result.total === 0n && zeros === 'skip' && !usesDeposit) {
    const note = `The total is ${amountText(0n, result.currency)}; invoices of zero are not made here.`;
    return { ...base, state: 'nothing', note };
  }
  const least = amountFor(minimums, result.currency);
  if (least !== null && result.total !== 0n && result.total < least) {
    const note = `${amountText(result.total, result.currency)} is below the smallest invoice of ${amountText(least, result.currency)}; it is left for the next run.`;
    return { ...base, state: 'nothing', note };
  }
  return { ...base, state: 'drafted', note: result.warnings[0]?.sentence ?? null, draft };
}

/** The first document of a client takes the row that waited for it; further ones add theirs. */
async function recordOutcomes(ctx: Ctx, run: Run, outcomes: readonly Outcome[], invoiceIds: Map<Outcome, string>) {
  const seen = new Set<string>();
  const values = (outcome: Outcome) => ({
    billingProfileId: outcome.profileId,
    invoiceId: invoiceIds.get(outcome) ?? null,
    state: outcome.state,
    note: outcome.note,
    blockers: outcome.blockers,
  });
  const [first, further]: [Outcome[], Outcome[]] = [[], []];
  for (const outcome of outcomes) {
    (seen.has(outcome.clientId) ? further : first).push(outcome);
    seen.add(outcome.clientId);
  }
  const rows = first.map((outcome) => ({ clientId: outcome.clientId, ...values(outcome) }));
  await ctx.db.rows(
    sql`update billing_run_clients r set billing_profile_id = x."billingProfileId", invoice_id = x."invoiceId", state = x.state, note = x.note,
          blockers = x.blockers, updated_at = ${ctx.now()}, version = version + 1
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as x("clientId" uuid, "billingProfileId" uuid, "invoiceId" uuid, state text, note text, blockers jsonb)
        where r.tenant_id = ${ctx.tenant} and r.run_id = ${run.id} and r.client_id = x."clientId" and r.state = 'queued'`,
  );
  await ctx.db.insertMany(
    billingRunClients,
    further.map((outcome) => ({ id: ctx.newId(), runId: run.id, clientId: outcome.clientId, ...values(outcome) })),
  );
}

/** Bills these clients of the run in this transaction: load by set, calculate, write by set. */
async function billClients(ctx: Ctx, run: Run, clientIds: readonly string[]): Promise<void> {
  await lockClients(ctx, clientIds);
  const drafts = await loadDrafts(ctx, clientIds, run.cutOff, run.startedAt);
  const zeros = await ctx.setting(zeroInvoices);
  const { minimums } = await ctx.setting(billingRules);
  const outcomes = drafts.filter(hasContent).map((draft) => decide(draft, zeros, minimums));
  const withContent = new Set(outcomes.map(({ clientId }) => clientId));
  const idle = clientIds
    .filter((id) => !withContent.has(id))
    .map((clientId): Outcome => ({
      clientId,
      profileId: null,
      state: 'nothing',
      note: 'Nothing is due.',
      blockers: [],
      draft: null,
    }));
  const made = outcomes.flatMap((outcome) => (outcome.draft ? [{ outcome, draft: outcome.draft }] : []));
  const ids = await writeDrafts(
    ctx,
    made.map(({ draft: { client, profile, input, result } }) => ({
      clientId: client.id,
      clientName: client.name,
      profileId: profile.id,
      input,
      result,
    })),
    run,
  );
  const invoiceIds = new Map(made.map(({ outcome }, index) => [outcome, ids[index] ?? '']));
  await recordOutcomes(ctx, run, [...outcomes, ...idle], invoiceIds);
  ctx.touch('billing_run');
}

/** Those that somebody else bills at this moment are passed over or waited for. */
const queuedClients = (ctx: Ctx, runId: string, limit: number, busy: 'passed' | 'awaited') =>
  ctx.db.rows<{ clientId: string }>(
    sql`select client_id from billing_run_clients where tenant_id = ${ctx.tenant} and run_id = ${runId} and state = 'queued'
        order by client_id limit ${limit} for update ${busy === 'passed' ? sql`skip locked` : sql``}`,
  );

/** Ends the run when it was told to stop or when nobody waits any more. Says whether it has ended. */
async function endIfDone(ctx: Ctx, runId: string): Promise<boolean> {
  const run = await ctx.db.lock(billingRuns, runId);
  if (run.state === 'finished' || run.state === 'stopped') return true;
  const counts = await ctx.db.rows<{ state: RunClientState; count: number }>(
    sql`select state, count(*)::int as count from billing_run_clients where tenant_id = ${ctx.tenant} and run_id = ${runId} group by state`,
  );
  const of = (state: RunClientState) => counts.find((row) => row.state === state)?.count ?? 0;
  const isStopped = run.state === 'stopping';
  if (of('queued') > 0 && !isStopped) return false;
  await ctx.db.update(billingRuns, runId, { state: isStopped ? 'stopped' : 'finished', finishedAt: ctx.now() });
  const [drafted, nothing, blocked, failed] = [of('drafted'), of('nothing'), of('blocked'), of('failed')];
  ctx.emit(billingRunFinished, runId, { runId, isStopped, drafted, nothing, blocked, failed });
  return true;
}

/** Whether another try can help; then the job is repeated instead of blaming the client. */
const isPassing = (error: unknown): boolean =>
  isRetryable(error) ||
  isLostConnection(error) ||
  (isAppError(error) && ['unavailable', 'rolled_back', 'too_slow'].includes(error.id));

const publicSentence = (error: unknown): string =>
  isAppError(error) ? error.message : 'Something went wrong with this client. It was recorded; run the billing again.';

/** One client alone, after its chunk has failed; a client that fails again is parked with the reason. */
async function billAlone(transaction: Transaction, runId: string, clientId: string): Promise<void> {
  try {
    await transaction(async (ctx) => billClients(ctx, await readRun(ctx, runId), [clientId]));
  } catch (error) {
    if (isPassing(error)) throw error;
    await transaction(async (ctx) => {
      ctx.log.error({ err: error, runId, clientId }, 'a client could not be billed');
      await ctx.db.rows(
        sql`update billing_run_clients set state = 'failed', note = ${publicSentence(error)}, updated_at = ${ctx.now()}
            where tenant_id = ${ctx.tenant} and run_id = ${runId} and client_id = ${clientId} and state = 'queued'`,
      );
      ctx.touch('billing_run');
    });
  }
}

/** Bills clients of the run, chunk after chunk, while some are free. Those of a chunk that fails are billed one by one. */
async function billQueued(transaction: Transaction, runId: string, chunkSize: number): Promise<void> {
  let chunk: string[];
  do {
    chunk = [];
    try {
      await transaction(async (ctx) => {
        const run = await readRun(ctx, runId);
        chunk = run.state === 'running' ? idsOf(await queuedClients(ctx, runId, chunkSize, 'passed')) : [];
        if (chunk.length > 0) await billClients(ctx, run, chunk);
      });
    } catch (error) {
      if (isPassing(error) || chunk.length === 0) throw error;
      for (const clientId of chunk) await billAlone(transaction, runId, clientId);
    }
  } while (chunk.length > 0);
}

/** While the database writes one chunk, the next is read and calculated. */
const lanes = 2;

/**
 * Works a run off in chunks of clients, one transaction each: what a chunk made and that it is made commit together, so a process
 * that dies at any point is taken up where it stood, and nothing is billed twice. Does nothing for a run that has ended.
 */
export async function processRun(transaction: Transaction, runId: string, chunkSize = 100): Promise<void> {
  while (!(await transaction((ctx) => endIfDone(ctx, runId)))) {
    const ends = await Promise.allSettled(
      Array.from({ length: lanes }, () => billQueued(transaction, runId, chunkSize)),
    );
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    // What is queued still is in the hands of another worker: wait until that has done with the first of them.
    await transaction((ctx) => queuedClients(ctx, runId, 1, 'awaited'));
  }
}
