import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { priorities } from '@kelp/tickets';
import type { AlertMapping } from '../contract';
import { fillTemplate } from '../domain/fill-template';

interface Named {
  id: string;
  name: string;
}

/** What a payload says, by a mapping. */
export interface Alert {
  readonly title: string;
  readonly description: string;
  readonly alertKey: string;
  readonly state: string;
  readonly isRecovery: boolean;
  readonly client: Named | null;
  readonly priority: Named | null;
  /** Why it cannot become a ticket. */
  readonly problem: string | null;
}

const oneLine = (text: string, max: number): string =>
  text
    .replace(/[\u0000-\u001f\s]+/g, ' ')
    .trim()
    .slice(0, max);

/** The payload as JSON; undefined when it is none. */
export function parsePayload(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads an alert out of a payload. A client or priority that is not found is left out: better a ticket without it than none. */
export async function mapPayload(ctx: ReadCtx, mapping: AlertMapping, payload: unknown): Promise<Alert> {
  const text = (template: string) => fillTemplate(template, payload);
  const state = oneLine(text(mapping.state), 100);
  const alertKey = oneLine(text(mapping.alertKey), 300);
  const title = oneLine(text(mapping.title), 300);
  const recovered = mapping.recovered.map((value) => value.toLowerCase());
  return {
    title,
    description: text(mapping.description).replaceAll('\u0000', '').slice(0, 50_000),
    alertKey,
    state,
    isRecovery: state !== '' && recovered.includes(state.toLowerCase()),
    client: await clientNamed(ctx, oneLine(text(mapping.client), 300)),
    priority: await priorityFor(ctx, mapping, oneLine(text(mapping.priority), 100)),
    problem: problemOf(payload, alertKey, title),
  };
}

function problemOf(payload: unknown, alertKey: string, title: string): string | null {
  if (typeof payload !== 'object' || payload === null) return 'The body is no JSON object.';
  if (alertKey === '') return 'Nothing in it says which alert it is: the key is empty. Look at the mapping of the key.';
  return title === '' ? 'The title is empty. Look at the mapping of the title.' : null;
}

async function clientNamed(ctx: ReadCtx, name: string): Promise<Named | null> {
  if (name === '') return null;
  const found = await ctx.db.rows<Named>(
    sql`select id, name from clients where tenant_id = ${ctx.tenant} and merged_into_id is null
        and (lower(name) = lower(${name}) or exists (select from unnest(aliases) as a where lower(a) = lower(${name}))) limit 2`,
  );
  // two of the same name: nobody can say which is meant
  return found.length === 1 ? (found[0] ?? null) : null;
}

async function priorityFor(ctx: ReadCtx, mapping: AlertMapping, value: string): Promise<Named | null> {
  const wanted = mapping.priorities.find((one) => one.value.toLowerCase() === value.toLowerCase());
  if (!wanted || value === '') return null;
  const found = await ctx.db.find(priorities, { id: wanted.priorityId });
  return found ? { id: found.id, name: found.name } : null;
}
