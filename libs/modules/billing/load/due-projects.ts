import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { addDays, earlierDate, groupBy, periodAt, type LocalDate } from '@kelp/std';
import type { DueContractLine, HourlyTerms, ProjectMilestone } from '../domain/invoice-input';
import { informationKinds, onAccountKinds } from '../domain/invoice-result';
import { anchorOf } from './line-schedule';
import type { HeldRow, LineRow, ProjectRow, TermsRow } from './rows';

type ProjectLine = Extract<DueContractLine, { kind: 'project' }>;

/** What living invoices hold of these milestones and deposits. What a corrected invoice had credited counts as billed: it is billed again at once. */
export const loadHeld = ({ db, tenant }: ReadCtx, sourceIds: readonly string[]) =>
  db.rows<HeldRow>(
    sql`select c.source_id, c.slice, c.invoice_id, i.number_text, l.gross,
          coalesce((select sum(b.gross) from invoice_lines b
            join invoices n on n.tenant_id = b.tenant_id and n.id = b.invoice_id and n.state <> 'void'
            where b.tenant_id = l.tenant_id and b.credits_line_id = l.id and not exists (select from invoices x
              where x.tenant_id = n.tenant_id and x.corrects_invoice_id = n.credited_invoice_id and x.state <> 'void')), 0)::bigint as credited
        from claims c join invoices i on i.tenant_id = c.tenant_id and i.id = c.invoice_id
        join invoice_lines l on l.tenant_id = c.tenant_id and l.id = c.line_id
        where c.tenant_id = ${tenant} and c.source_kind in ('project_milestone', 'project_deposit') and c.source_id = any(${sourceIds}::uuid[])
        order by c.slice`,
  );

/** Projects with their milestones, deposits, and what invoices charge and hold of them; one query where there are none. */
export async function loadProjects(ctx: ReadCtx, lineIds: Sql): Promise<ProjectRow[]> {
  const { db, tenant } = ctx;
  const rows = await db.rows<Omit<ProjectRow, 'held'>>(
    sql`select l.id as line_id,
          coalesce((select sum(x.gross) from invoice_lines x
            join invoices i on i.tenant_id = x.tenant_id and i.id = x.invoice_id and i.state <> 'void'
            where x.tenant_id = l.tenant_id and x.contract_line_id = l.id
              and x.kind <> all(${[...informationKinds, ...onAccountKinds]}::text[])), 0)::bigint as charged,
          coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'kind', m.kind, 'amount', m.amount::text,
              'percent', m.percent::text, 'completedOn', m.completed_on) order by m.position, m.id)
            from project_milestones m where m.tenant_id = l.tenant_id and m.line_id = l.id), '[]') as milestones,
          coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'amount', d.amount::text, 'dueOn', d.due_on) order by d.due_on, d.id)
            from project_deposits d where d.tenant_id = l.tenant_id and d.line_id = l.id), '[]') as deposits
        from contract_lines l where l.tenant_id = ${tenant} and l.kind = 'project' and l.id in (${lineIds})`,
  );
  const sources = rows.flatMap(({ milestones, deposits }) => [...milestones, ...deposits].map(({ id }) => id));
  if (sources.length === 0) return rows.map((row) => ({ ...row, held: [] }));
  const held = groupBy(await loadHeld(ctx, sources), ({ sourceId }) => sourceId);
  return rows.map((row) => ({
    ...row,
    held: [...row.milestones, ...row.deposits].flatMap(({ id }) => held.get(id) ?? []),
  }));
}

/** What an invoice holds of a milestone; null while it is free: never billed, or credited wholly each time. */
export const heldMilestone = (held: readonly HeldRow[], id: string): HeldRow | null =>
  held.find((one) => one.sourceId === id && (one.gross === 0n || one.gross + one.credited !== 0n)) ?? null;

/** What is billed of a deposit, less what was credited, and what came off invoices for it; `row` is null while no invoice bills it. */
export function heldDeposit(held: readonly HeldRow[], id: string) {
  const own = held.filter(({ sourceId }) => sourceId === id);
  const uses = own.filter(({ slice }) => slice !== 'whole');
  const row = own.find(({ slice }) => slice === 'whole') ?? null;
  const used = uses.reduce((sum, { gross, credited }) => sum - gross - credited, 0n);
  return { row, amount: row ? row.gross + row.credited : 0n, used, uses };
}

function milestonesOf({ milestones, held }: ProjectRow, cutOff: LocalDate): ProjectMilestone[] {
  return milestones.map(({ completedOn, ...milestone }) => ({
    ...milestone,
    completedOn,
    isDue: completedOn !== null && completedOn <= cutOff,
    billed: heldMilestone(held, milestone.id)?.gross ?? null,
    credited: held.filter(({ sourceId }) => sourceId === milestone.id).length,
  }));
}

/** Whether the last period in which somebody may work on it has ended by the cut-off date. */
function hasEnded(row: LineRow, cutOff: LocalDate): boolean {
  const ends = [row.endsOn, row.contractEndsOn].filter((date) => date !== null);
  const [first] = ends;
  if (first === undefined) return false;
  const end = ends.reduce(earlierDate, first);
  if (row.projectBilling === 'milestones') return end <= cutOff;
  return periodAt(anchorOf(row), row.cycle, addDays(end, -1)).end <= cutOff;
}

const none: ProjectRow = { lineId: '', charged: 0n, milestones: [], deposits: [], held: [] };

/** What is due of a project by the cut-off date, and what it has paid ahead. */
export function dueProject(
  row: LineRow,
  project: ProjectRow = none,
  cutOff: LocalDate,
): Pick<ProjectLine, 'billing' | 'milestones' | 'charged' | 'deposits' | 'paid' | 'hasEnded'> {
  const deposits = project.deposits.map((deposit) => ({ deposit, held: heldDeposit(project.held, deposit.id) }));
  return {
    billing: row.projectBilling ?? 'hourly',
    milestones: milestonesOf(project, cutOff),
    charged: project.charged,
    deposits: deposits.flatMap(({ deposit, held }) => (held.row === null && deposit.dueOn <= cutOff ? [deposit] : [])),
    paid: deposits.flatMap(({ deposit: { id, dueOn }, held }) =>
      held.row && held.amount > held.used
        ? [
            {
              ...{ id, dueOn, invoice: held.row.numberText ?? 'a draft' },
              ...{ left: held.amount - held.used, uses: held.uses.length },
            },
          ]
        : [],
    ),
    hasEnded: hasEnded(row, cutOff),
  };
}

/** What holds for the work and price of a project, by dates; `hourly` are the terms of its work in the same order. */
export const projectTerms = (terms: readonly TermsRow[], hourly: readonly HourlyTerms[]) =>
  hourly.map((one, at) => ({ ...one, price: terms[at]?.price ?? '0', isCapped: terms[at]?.isCapped ?? false }));
