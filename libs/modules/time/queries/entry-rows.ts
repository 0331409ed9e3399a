import { isManagedByCaller } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { TimeEntryCard } from '../contract';
import { isDelegatedTo } from '../delegates';
import type { EntryState, LineSource } from '../tables';

/** An entry with the names beside its ids, as one flat row. */
export interface FlatEntry {
  id: string;
  userId: string;
  personName: string;
  ticketId: string | null;
  ticketNumber: string | null;
  ticketTitle: string | null;
  clientId: string | null;
  clientName: string | null;
  serviceId: string;
  serviceName: string;
  commentId: string | null;
  startedAt: Date;
  endedAt: Date;
  workDate: string;
  zone: string;
  minutes: number;
  billableMinutes: number;
  notes: string;
  state: EntryState;
  changeReason: string | null;
  approvedBy: string | null;
  approverName: string | null;
  approvedAt: Date | null;
  lineSource: LineSource;
  contractLineId: string | null;
  lineReason: string;
  lineCandidates: string[];
  ownRate: string | null;
  ownRateCurrency: string | null;
  createdBy: string | null;
  creatorName: string | null;
  /** The caller may write it for its person. */
  isDelegated: boolean;
  version: number;
}

/** What a `FlatEntry` holds, as this caller sees it. */
export const entrySelect = (
  ctx: ReadCtx,
): Sql => sql`e.id, e.user_id, u.name as person_name, e.ticket_id, t.number_text as ticket_number, t.title as ticket_title,
  e.client_id, c.name as client_name, e.service_id, s.name as service_name, e.comment_id, e.started_at, e.ended_at, e.work_date, e.zone,
  e.minutes, e.billable_minutes, e.notes, e.state, e.change_reason, e.approved_by, a.name as approver_name, e.approved_at, e.line_source,
  e.contract_line_id, e.line_reason, e.line_candidates, e.own_rate, e.own_rate_currency, e.created_by, b.name as creator_name, ${isDelegatedTo(ctx, sql`e.user_id`)} as is_delegated, e.version`;

export const entryFrom = sql`from time_entries e
  join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
  join services s on s.tenant_id = e.tenant_id and s.id = e.service_id
  left join tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
  left join clients c on c.tenant_id = e.tenant_id and c.id = e.client_id
  left join users a on a.tenant_id = e.tenant_id and a.id = e.approved_by
  left join users b on b.tenant_id = e.tenant_id and b.id = e.created_by`;

/** SQL: which entries the caller may see. One's own; everybody's with `time_entry.read_all`; one's people's with `time_sheet.read_team`. */
export function isVisible(ctx: ReadCtx): Sql {
  if (ctx.can('time_entry.read_all')) return sql`true`;
  const isOwn = sql`e.user_id = ${ctx.actor.id}`;
  return ctx.can('time_sheet.read_team') ? sql`(${isOwn} or ${isManagedByCaller(ctx, sql`e.user_id`)})` : isOwn;
}

const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null);

const ownRateOf = ({ ownRate: rate, ownRateCurrency: currency }: FlatEntry) =>
  rate !== null && currency !== null ? { rate, currency } : null;

/** The entry as it leaves the server, with what the caller may do with it. */
export function toEntryRow(ctx: ReadCtx, row: FlatEntry): TimeEntryCard {
  const { id, commentId, startedAt, endedAt, workDate, zone, minutes, billableMinutes, notes, state, changeReason } =
    row;
  const { approvedAt, lineSource, contractLineId, lineReason, lineCandidates, version } = row;
  const ticket = row.ticketId && row.ticketNumber !== null && row.ticketTitle !== null;
  return {
    ...{ id, commentId, startedAt, endedAt, workDate, zone, minutes, billableMinutes, notes, state, changeReason },
    ...{ approvedAt, lineSource, contractLineId, lineReason, lineCandidates, version },
    ownRate: ctx.can('time_entry.update_all') ? ownRateOf(row) : null,
    person: { id: row.userId, name: row.personName },
    ticket: ticket ? { id: row.ticketId ?? '', number: row.ticketNumber ?? '', title: row.ticketTitle ?? '' } : null,
    client: named(row.clientId, row.clientName),
    service: { id: row.serviceId, name: row.serviceName },
    approvedBy: named(row.approvedBy, row.approverName),
    loggedBy: row.createdBy === row.userId ? null : named(row.createdBy, row.creatorName),
    abilities: abilitiesFor(ctx, row),
  };
}

function abilitiesFor(ctx: ReadCtx, row: FlatEntry): TimeEntryCard['abilities'] {
  if (row.state === 'approved') return [];
  const isOwn = row.userId === ctx.actor.id;
  const abilities: TimeEntryCard['abilities'] = [];
  if (ctx.can('time_entry.update') && (isOwn || row.isDelegated)) abilities.push('update');
  if (ctx.can('time_entry.delete') && (isOwn || row.isDelegated || ctx.can('time_entry.delete_all')))
    abilities.push('delete');
  const isWaiting = row.state === 'submitted';
  if (!isWaiting && ctx.can('time_sheet.submit') && (isOwn || ctx.can('time_sheet.act_for_others')))
    abilities.push('submit');
  return abilities;
}
