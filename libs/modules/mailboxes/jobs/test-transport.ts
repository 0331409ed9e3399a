import { defineJob, mailHost, mailPort, mailTransports, openPassword, type OwnServer } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sql } from '@kelp/platform/db';
import { plainWords } from '../domain/plain-words';

/** Sends one test mail by the tenant's own server and writes down in plain words what came of it. */
export const testTransport = defineJob({
  name: 'mail.test_transport',
  queue: 'mail',
  input: z.object({ test: z.uuid(), to: z.string() }),
  key: (input) => input.test,
  attempts: 3,
  process: async (unit, { test, to }) => {
    const row = await unit.transaction((ctx) => ctx.db.find(mailTransports, {}));
    if (!row) return;
    const text = await attempt(unit.tenant, row, test, to);
    await unit.transaction(async (ctx) => {
      await ctx.db.rows(
        sql`update mail_transports set test_state = ${text === null ? 'ok' : 'failed'}, test_text = ${text}, tested_at = ${ctx.now()}
            where tenant_id = ${ctx.tenant} and id = ${row.id}`,
      );
      ctx.touch('mail');
    });
  },
});

type Server = Omit<OwnServer, 'key'> & { fromAddress: string };

async function attempt(tenant: string, row: Server, test: string, to: string): Promise<string | null> {
  try {
    const { host, port, security, username, fromAddress } = row;
    // A client of its own, so that the test sees today's settings and no open circuit.
    const own = {
      key: `test-${tenant}:${test}`,
      host,
      port,
      security,
      username,
      password: openPassword(tenant, row.password),
    };
    const words = 'This is a test from Kelp. Your mail server works.';
    const mail = {
      from: fromAddress,
      to,
      toName: '',
      replyTo: null,
      subject: 'Test from Kelp',
      html: `<p>${words}</p>`,
      text: words,
    };
    const thread = { messageId: `<test-${test}@${mailHost()}>`, inReplyTo: null, references: [] };
    const outcome = await mailPort().send({ ...mail, ...thread, isAutomatic: true, headers: {}, attachments: [] }, own);
    return outcome.kind === 'sent' ? null : plainWords(outcome.message);
  } catch (error) {
    return plainWords(error);
  }
}
