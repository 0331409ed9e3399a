import {
  answerTimeline,
  clientMerge,
  clients,
  movedRows,
  partyTimeline,
  stayingRows,
  type MergeQuestion,
  type TimelineQuestion,
} from '@kelp/clients';
import { fillServerSlot, type Ctx, type ReadCtx } from '@kelp/kernel';
import { sql, type Row, type Sql } from '@kelp/platform/db';
import { billingProfiles, contracts } from './tables';
import { discountsOfMerge } from './discounts-of-merge';
import { purchaseOrders } from './tables/purchase-orders';
import { meterEvents } from './tables/usage';

type Profile = Row<typeof billingProfiles>;

/** What this room adds to clients: how contracts and billing profiles become one client's, and contracts in the timeline. */
export const partyFillings = [
  fillServerSlot(clientMerge, async (ctx, question) => {
    const [moving, ...others] = await movedRows(ctx, question, [
      { table: contracts, field: 'clientId', one: 'contract', other: 'contracts', permission: 'contract.read' },
      {
        table: purchaseOrders,
        field: 'clientId',
        one: 'purchase order',
        other: 'purchase orders',
        permission: 'purchase_order.read',
      },
      { table: meterEvents, field: 'clientId', one: 'usage event', other: 'usage events', permission: 'meter.read' },
    ]);
    const profile = { one: 'billing profile', other: 'billing profiles', permission: 'billing_profile.read' };
    const staying = await stayingRows(ctx, question, [{ table: billingProfiles, field: 'clientId', ...profile }]);
    const blocker = await clashOf(ctx, question);
    if (!moving) return staying;
    return [
      { ...moving, ...(blocker ? { blocker } : {}), move: (writing) => moveContracts(writing, question) },
      ...others,
      ...(await discountsOfMerge(ctx, question)),
      ...staying,
    ];
  }),
  fillServerSlot(partyTimeline, async (ctx, question) =>
    question.party === 'client'
      ? answerTimeline(ctx, question, 'contract', 'contract.read', happened(ctx, question))
      : [],
  ),
];

const isLive = ({ status }: { status: string }) => status !== 'ended';

/** Two clients who are both billed by contracts cannot silently become one payer. */
async function clashOf(ctx: ReadCtx, { from, into }: MergeQuestion): Promise<string | null> {
  const [theirs, others, one, two] = await Promise.all([
    ctx.db.list(contracts, { clientId: from }),
    ctx.db.list(contracts, { clientId: into }),
    ctx.db.get(clients, from),
    ctx.db.get(clients, into),
  ]);
  const live = theirs.filter(isLive);
  if (live.length > 0 && others.some(isLive))
    return `Both ${one.name} and ${two.name} have contracts that are not ended. End those of one of them first.`;
  const mine = await ctx.db.find(billingProfiles, { clientId: into, isDefault: true });
  const foreign = live.find(({ currency }) => mine && currency !== mine.currency);
  if (!mine || !foreign) return null;
  return `${one.name} has a contract in ${foreign.currency}, and ${two.name} is billed in ${mine.currency}. End that contract first.`;
}

/**
 * Contracts go along. Their billing profiles stay with the merged client, whose invoices name them for good; the one that stays gets its own
 * of the same terms, and the merged one's default where it had none.
 */
async function moveContracts(ctx: Ctx, { from, into }: MergeQuestion): Promise<void> {
  const profiles = await ctx.db.list(billingProfiles, { clientId: from }, { orderBy: 'id' });
  const all = await ctx.db.list(contracts, { clientId: from }, { orderBy: 'id', lock: true });
  const there = await ctx.db.list(billingProfiles, { clientId: into }, { orderBy: 'id' });
  const needed = new Set(all.map((contract) => contract.billingProfileId));
  const now = new Map<string, string>();
  for (const profile of profiles) {
    if (!needed.has(profile.id) && !(profile.isDefault && there.length === 0)) continue;
    const same = there.find((other) => termsOf(other) === termsOf(profile));
    const copy = same ?? (await ctx.db.insert(billingProfiles, copyOf(profile, into, there)));
    if (!same) there.push(copy);
    now.set(profile.id, copy.id);
  }
  for (const { id, billingProfileId } of all) {
    const profileId = billingProfileId && (now.get(billingProfileId) ?? null);
    await ctx.db.update(contracts, id, { clientId: into, billingProfileId: profileId });
  }
}

function termsOf(profile: Profile): string {
  const { id: _id, clientId: _client, createdAt: _made, updatedAt: _changed, version: _version, ...terms } = profile;
  const { name: _name, isDefault: _default, ...rest } = terms;
  return JSON.stringify(rest);
}

function copyOf(profile: Profile, clientId: string, there: readonly Profile[]) {
  const { id: _id, tenantId: _tenant, createdAt: _made, updatedAt: _changed, version: _version, ...facts } = profile;
  const names = new Set(there.map(({ name }) => name));
  let name = profile.name;
  for (let n = 2; names.has(name); n += 1) name = `${profile.name} ${n}`;
  return { ...facts, clientId, name, isDefault: profile.isDefault && !there.some((one) => one.isDefault) };
}

const happened = (ctx: ReadCtx, { ids }: TimelineQuestion): Sql => {
  const mine = sql`c.tenant_id = ${ctx.tenant} and c.client_id in ${ids} and ${ctx.visible('contract.read', 'c')}`;
  return sql`select c.id::text as id, 'contract.created' as event, c.created_at as at, c.name as title, '/msp/contracts/' || c.id as href,
      null as who, jsonb_build_object('startsOn', c.starts_on) as facts, null as icon from contracts c where ${mine}
    union all
    select l.id::text, 'contract.' || (l.after ->> 'status'), l.at, c.name, '/msp/contracts/' || c.id, l.actor_name, '{}', null
    from contracts c join audit_log l on l.tenant_id = c.tenant_id and l.subject = 'contracts' and l.subject_id = c.id
    where ${mine} and l.before is not null and l.after ->> 'status' in ('active', 'ended')`;
};
