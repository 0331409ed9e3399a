import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invoiceDesign, type InvoiceDesign, type StandardCode } from './contract';
import { standardTemplates } from './domain/standard-templates';

/** How an invoice looks; a standard template has its code for an id. */
export interface InvoiceTemplate {
  id: string;
  name: string;
  design: InvoiceDesign;
}

interface Chosen {
  code: StandardCode | null;
  id: string | null;
  name: string | null;
  design: Partial<InvoiceDesign> | null;
}

/**
 * The template of a document: its client's, else that of its kind of contract, else the workspace's. A document has a kind of contract when all
 * its lines that stand in a contract are of one kind. Without an invoice the kind is left out.
 */
export async function templateOf(
  ctx: ReadCtx,
  clientId: string,
  invoiceId: string | null = null,
): Promise<InvoiceTemplate> {
  const chosen = await ctx.db.maybe<Chosen>(
    sql`select a.standard_template_code as code, t.id, t.name, t.design
        from invoice_template_assignments a
        left join invoice_templates t on t.tenant_id = a.tenant_id and t.id = a.custom_template_id
        where a.tenant_id = ${ctx.tenant} and (a.scope_type = 'tenant' or a.client_id = ${clientId} or a.contract_kind = (
          select min(c.kind) from invoice_lines l
          join contract_lines c on c.tenant_id = l.tenant_id and c.id = l.contract_line_id
          where l.tenant_id = ${ctx.tenant} and l.invoice_id = ${invoiceId} having count(distinct c.kind) = 1))
        order by array_position(array['client', 'contract_kind', 'tenant'], a.scope_type) limit 1`,
  );
  if (chosen?.id) return { id: chosen.id, name: chosen.name ?? '', design: invoiceDesign.parse(chosen.design) };
  const code = chosen?.code ?? 'standard';
  return { id: code, ...standardTemplates[code] };
}

/** The logo of a design as a data address that papers can show; null without one. */
export async function logoOf(ctx: ReadCtx, logoId: string | null): Promise<string | null> {
  if (logoId === null) return null;
  const logo = await ctx.db.maybe<{ contentType: string; content: string }>(
    sql`select content_type, content from invoice_logos where tenant_id = ${ctx.tenant} and id = ${logoId}`,
  );
  return logo ? `data:${logo.contentType};base64,${logo.content}` : null;
}
