import { clients } from '@kelp/clients';
import { defineJob, fileStorage, sendEmail, z, type Ctx } from '@kelp/kernel';
import { storageKey } from '@kelp/platform/storage';
import { formatLocalDate, formatMoney } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import type { Statement } from '../contract';
import { statementMail } from '../emails/statement-mail';
import { drawPdf } from '../pdf/draw-pdf';
import { statementDocument, type StatementPaper } from '../pdf/statement-document';
import { statementOf } from '../queries/statement';
import { sellerDetails } from '../settings';
import { templateOf } from '../templates';

interface Wanted {
  clientId: string;
  from: string;
  to: string;
}

async function readPaper(
  ctx: Ctx,
  { clientId, from, to }: Wanted,
): Promise<{ statement: Statement; paper: StatementPaper }> {
  const [workspace, client, details, template] = await Promise.all([
    readTenant(ctx),
    ctx.db.get(clients, clientId),
    ctx.setting(sellerDetails),
    templateOf(ctx, clientId),
  ]);
  const paper = {
    seller: { name: workspace.name, details },
    locale: client.locale ?? workspace.locale,
    zone: workspace.zone,
    accentColor: template.design.accentColor,
  };
  return { statement: await statementOf(ctx, clientId, from, to), paper };
}

/** Draws a statement as it stands when the worker gets to it, and mails it. One mail for each time somebody sent it. */
export const mailStatement = defineJob({
  name: 'statement.mail',
  queue: 'billing',
  input: z.object({ clientId: z.uuid(), from: z.string(), to: z.string(), address: z.string(), sending: z.uuid() }),
  key: ({ sending }) => sending,
  process: async (unit, { address, sending, ...wanted }) => {
    const { statement, paper } = await unit.transaction((ctx) => readPaper(ctx, wanted));
    const pdf = await drawPdf(statementDocument(statement, paper));
    const key = storageKey(unit.tenant, 'statement-pdf', sending);
    await fileStorage().put(key, pdf, { contentType: 'application/pdf' });
    const day = (date: string) => formatLocalDate(date, paper.locale, 'medium');
    const owed = statement.accounts.map(({ closing, currency }) => formatMoney(closing, currency, paper.locale));
    await unit.transaction(async (ctx) => {
      await sendEmail(ctx, statementMail, {
        to: { address, name: statement.client.name },
        locale: paper.locale,
        dedupeKey: `statement:${sending}`,
        attachments: [{ key, filename: `statement-${statement.to}.pdf`, contentType: 'application/pdf' }],
        about: { type: 'client', id: wanted.clientId },
        props: {
          seller: paper.seller.name,
          client: statement.client.name,
          from: day(statement.from),
          to: day(statement.to),
          owed: owed.join(', ') || '0',
        },
      });
    });
  },
});
