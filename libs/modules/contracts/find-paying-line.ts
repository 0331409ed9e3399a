import { services } from '@kelp/catalog';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { payingLine } from '@kelp/time';
import { minutesLeft } from './slots';
import { choosePayingLine, hoursLeftSentence, type Candidate } from './domain/choose-paying-line';

/**
 * Tells which contract line pays for a client's time: candidates are the lines in service on the work date that cover the
 * service, of contracts that are no drafts. An ended contract still pays for work of its days.
 */
export const findPayingLine = fillServerSlot(payingLine, async (ctx, { clientId, serviceId, workDate }) => {
  const [service, candidates] = await Promise.all([
    ctx.db.get(services, serviceId),
    ctx.db.rows<Candidate>(
      sql`select l.id, l.name, l.kind, k.name as contract_name
          from contracts k
          join contract_lines l on l.tenant_id = k.tenant_id and l.contract_id = k.id
          join contract_line_services s on s.tenant_id = l.tenant_id and s.line_id = l.id
          where k.tenant_id = ${ctx.tenant} and k.client_id = ${clientId} and k.status <> 'draft' and s.service_id = ${serviceId}
            and k.starts_on <= ${workDate}::date and (k.ends_on is null or k.ends_on > ${workDate}::date)
            and l.starts_on <= ${workDate}::date and (l.ends_on is null or l.ends_on > ${workDate}::date)
          order by k.starts_on, k.id, l.position`,
    ),
  ]);
  const choice = choosePayingLine(candidates, service.name, workDate, ctx.locale);
  const paying = choice.kind === 'line' ? candidates.find(({ id }) => id === choice.lineId) : undefined;
  if (choice.kind !== 'line' || !paying || (paying.kind !== 'bucket' && paying.kind !== 'prepaid')) return choice;
  const left = await ctx.askSlot(minutesLeft, { lineIds: [paying.id], workDate });
  return { ...choice, reason: `${choice.reason}${hoursLeftSentence(left[paying.id])}` };
});
