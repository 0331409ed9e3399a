import { AppError, invalid, isAppError, isUuid, refused } from '@kelp/std';
import { sha256 } from '@kelp/platform/crypto';
import { explainDatabaseError, isRetryable, sql } from '@kelp/platform/db';
import { z } from 'zod';
import { assertScoped, type Caller } from './actor';
import type { Contract } from './contract';
import type { Ctx } from './context';
import type { Action, Query } from './define';
import { assertInSight } from './narrowing';
import { parseInput } from './parse-input';
import { forbiddenKeyIn, sentenceFor } from './sentence-for';
import { assertGuard, inReadUnit, inUnit, type House } from './unit';

/** Runs any action or query for any door. Returns decoded values; throws AppError with a sentence. */
export type Dispatch = <C extends Contract>(
  contract: C,
  input: z.output<C['input']>,
  caller: Caller,
) => Promise<z.output<C['output']>>;

export interface Dispatcher {
  /** For doors inside the process: values in, values out. */
  run: Dispatch;
  /** For doors on the wire: JSON in, JSON out. Unknown names answer not_found. */
  wire(name: string, json: unknown, caller: Caller): Promise<unknown>;
}

const maxTries = 3;

/** The one dispatcher: parse → authorize → idempotency key → transaction → run → audit → outbox → commit → result. */
export function createDispatcher(house: House): Dispatcher {
  const piece = (name: string): Action | Query => {
    const found = house.registry.actions.get(name) ?? house.registry.queries.get(name);
    if (!found) throw new AppError('not_found', 404, `There is no action or query called "${name}".`);
    return found;
  };
  const admit = (target: Action | Query, caller: Caller): void => {
    assertScoped(caller.actor, house.registry.scopesOf.get(target.contract.name) ?? [], target.contract.name);
    assertGuard(target, caller);
  };
  const perform = async (target: Action | Query, input: unknown, caller: Caller): Promise<unknown> => {
    if (!isUuid(caller.tenant)) throw new AppError('no_tenant', 401, 'Please sign in to go on.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return target.kind === 'query'
          ? await performQuery(house, target, input, caller)
          : await performAction(house, target, input, caller);
      } catch (error) {
        if (isRetryable(error) && attempt < maxTries) continue;
        throw explainDatabaseError(error, house.registry.conflicts);
      }
    }
  };
  return {
    run: (async (contract: Contract, input: unknown, caller: Caller) => {
      const target = piece(contract.name);
      admit(target, caller);
      return perform(
        target,
        parseInput(() => z.decode(contract.input, z.encode(contract.input, input) as never, { error: sentenceFor })),
        caller,
      );
    }) as Dispatch,
    wire: async (name, json, caller) => {
      const target = piece(name);
      admit(target, caller);
      const output = await perform(
        target,
        parseInput(() => {
          refuseForbiddenKeys(json);
          return z.decode(target.contract.input, json as never, { error: sentenceFor });
        }),
        caller,
      );
      return z.encode(target.contract.output, output);
    },
  };
}

/** A key that a record of zod leaves out in silence would change nothing and look as if it had. */
function refuseForbiddenKeys(json: unknown): void {
  const path = forbiddenKeyIn(json);
  const sentence = 'There is no field called “__proto__”. Leave it out.';
  if (path) throw invalid(sentence, { [path]: sentence });
}

function performQuery(house: House, query: Query, input: unknown, caller: Caller): Promise<unknown> {
  return inReadUnit(house, caller, (ctx) => query.run(ctx, input as never), query.timeoutMs);
}

function performAction(house: House, action: Action, input: unknown, caller: Caller): Promise<unknown> {
  return inUnit(house, caller, action.contract.name, async (ctx) => {
    await assertInSight(ctx.db.rows, house.registry.tables, caller.actor, ctx.tenant, input);
    const { idempotencyKey } = caller;
    if (!idempotencyKey) return action.run(ctx, input as never);
    return once(ctx, action, input, idempotencyKey);
  });
}

/** The same key with the same input gives the first result; with another input it is refused. A parallel twin waits for the first. */
async function once(ctx: Ctx, action: Action, input: unknown, key: string): Promise<unknown> {
  if (key.length > 200) throw invalid('An idempotency key has at most 200 characters.');
  const ownKey = `${ctx.actor.id ?? 'anonymous'}:${key}`;
  const hash = sha256(JSON.stringify([action.contract.name, z.encode(action.contract.input, input)]));
  const mine = await ctx.db.maybe(
    sql`insert into idempotency_keys (tenant_id, key, action, input_hash, created_at)
        values (${ctx.tenant}, ${ownKey}, ${action.contract.name}, ${hash}, ${ctx.now()}) on conflict do nothing returning key`,
  );
  if (mine) {
    const result = await action.run(ctx, input as never);
    const encoded = JSON.stringify(z.encode(action.contract.output, result));
    await ctx.db.rows(
      sql`update idempotency_keys set result = ${encoded} where tenant_id = ${ctx.tenant} and key = ${ownKey}`,
    );
    return result;
  }
  const first = await ctx.db.one<{ inputHash: string; result: unknown }>(
    sql`select input_hash, result from idempotency_keys where tenant_id = ${ctx.tenant} and key = ${ownKey}`,
  );
  if (first.inputHash !== hash) {
    throw refused('idempotency_key_reused', 'This idempotency key was used for another request. Send a new key.');
  }
  return z.decode(action.contract.output, first.result as never);
}

export interface Answer {
  status: number;
  body: { error: { id: string; message: string; fields?: Record<string, string>; data?: Record<string, unknown> } };
}

/** The one place that turns an error into an answer. What is not an AppError says nothing of the inside. */
export function answerFor(error: unknown): Answer {
  if (isAppError(error)) {
    const { id, message, fields, data, status } = error;
    return { status, body: { error: { id, message, ...(fields ? { fields } : {}), ...(data ? { data } : {}) } } };
  }
  const message = 'Something went wrong on our side. It was recorded; please try again in a moment.';
  return { status: 500, body: { error: { id: 'internal', message } } };
}
