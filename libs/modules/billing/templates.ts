import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** How an invoice looks. */
export interface InvoiceTemplate {
  id: string;
  name: string;
  title: string;
  footer: string;
  showsZeroLines: boolean;
  accentColor: string;
}

/** The template of a client: its own, else the workspace's default. */
export function templateOf(ctx: ReadCtx, clientId: string): Promise<InvoiceTemplate> {
  return ctx.db.one<InvoiceTemplate>(
    sql`select t.id, t.name, t.title, t.footer, t.shows_zero_lines, t.accent_color
        from invoice_template_assignments a join invoice_templates t on t.tenant_id = a.tenant_id and t.id = a.template_id
        where a.tenant_id = ${ctx.tenant} and (a.client_id = ${clientId} or a.client_id is null)
        order by a.client_id nulls last limit 1`,
  );
}
