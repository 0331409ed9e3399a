import { compileNarrowing, defineQuery, type NarrowingRule, type ReadCtx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import { explainPolicy } from '../contract';
import { permissionsOfRoles } from '../domain/permissions-of-roles';
import { personColumns, type Person } from '../sign-in/person';
import { holdFor } from './hold-for';
import { isBeyondPacks } from './packs-in-force';
import { namesOfRules, sentenceOf } from './sentences';

type Line = z.output<typeof explainPolicy.output>['lines'][number];

/** Why somebody can or can't see a record: what each role gives, and what each rule of each pack in force says of this record. */
export const explainPolicyQuery = defineQuery(explainPolicy, {
  permission: 'policy.read',
  run: async (ctx, { userId, noun, recordId }) => {
    const record = await recordOf(ctx, noun, recordId);
    const person = await ctx.db.maybe<Person>(
      sql`select ${personColumns()} from users u join tenants t on t.id = u.tenant_id
          where u.tenant_id = ${ctx.tenant} and u.id = ${userId} and u.type = 'internal'`,
    );
    if (!person) throw notFound('user');
    const roles = roleLines(ctx, person, noun);
    const packs = isBeyondPacks(person.roles) ? ownerLines(person) : await packLines(ctx, person, noun, recordId);
    const sees = roles.some(({ lets }) => lets) && packs.every(({ lets }) => lets);
    return { sees, person: person.name, record: record.name, lines: [...roles, ...packs] };
  },
});

async function recordOf(ctx: ReadCtx, noun: string, id: string): Promise<{ name: string }> {
  const narrowing = ctx.narrowings.find((one) => one.noun === noun && one.find);
  if (!narrowing?.find || !ctx.permissions.has(`${noun}.read`))
    throw invalid('Nothing can be asked about that.', { noun: 'Ask about a ticket or a client.' });
  ctx.require(`${noun}.read`);
  const [found] = await narrowing.find(ctx, { ids: [id] });
  if (!found) throw notFound(narrowing.table.noun);
  return found;
}

function roleLines(ctx: ReadCtx, { roles }: Person, noun: string): Line[] {
  const name = `${noun}.read`;
  const label = ctx.permissions.get(name)?.label ?? name;
  if (roles.length === 0) return [{ source: 'No role', sentence: 'Has no role, so nothing is given', lets: false }];
  return roles.map((role) => {
    const lets = permissionsOfRoles(ctx.permissions, [role]).has(name);
    return { source: role.name, sentence: `The role ${lets ? 'gives' : 'does not give'} “${label}”`, lets };
  });
}

const ownerLines = ({ packs }: Person): Line[] =>
  packs.map(({ name }) => ({ source: name, sentence: 'Packs never narrow an Owner', lets: true }));

/** One line for each rule that says something about this kind of record; which let it through is asked in one statement. */
async function packLines(ctx: ReadCtx, { packs, userId }: Person, noun: string, recordId: string): Promise<Line[]> {
  const table = ctx.narrowings.find((one) => one.noun === noun)?.table.name ?? '';
  const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ source: pack.name, rule })));
  const asked = rules.flatMap(({ source, rule }) => {
    const condition = conditionOf(ctx, rule, table, userId);
    return condition ? [{ source, rule, condition }] : [];
  });
  if (asked.length === 0) return [];
  const lets = await holdFor(
    ctx,
    table,
    recordId,
    asked.map(({ condition }) => condition),
  );
  const names = await namesOfRules(
    ctx,
    asked.map(({ rule }) => rule),
  );
  return asked.map(({ source, rule }, index) => {
    const named = rule.ids.flatMap((id) => (names.has(id) ? { id, name: names.get(id) ?? '' } : []));
    return { source, sentence: sentenceOf(ctx, rule, named), lets: lets[index] ?? false };
  });
}

const conditionOf = (ctx: ReadCtx, rule: NarrowingRule, table: string, userId: string) =>
  compileNarrowing(ctx, [rule], ctx.tenant, userId)(table);
