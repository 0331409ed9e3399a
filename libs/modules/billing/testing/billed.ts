import { sql } from '@kelp/platform/db';
import { settle, type TestHouse } from '@kelp/testing';
import {
  billingInvariants,
  finaliseInvoice,
  listInvoices,
  previewBilling,
  startBillingRun,
  voidInvoice,
} from '../contract';
import type { MonthEnd } from './month-end';

/** What one client is billed, read by tests as `[description, quantity, net in minor units]`. Tests only. */
export function ledgerOf(test: TestHouse, scene: MonthEnd, clientId: string, at?: string) {
  const fin = at ? { ...scene.fin, at: new Date(at) } : scene.fin;
  const preview = async (cutOff: string) => {
    const { documents } = await test.as(fin, previewBilling, { clientId, cutOff });
    return documents.flatMap(({ lines }) => lines);
  };
  return {
    preview,
    blockers: async (cutOff: string) =>
      (await test.as(fin, previewBilling, { clientId, cutOff })).documents.flatMap(({ blockers }) => blockers),
    rows: async (cutOff: string) =>
      (await preview(cutOff)).map(({ description, quantity, net }) => [description, quantity, net]),
    /** Runs the billing and gives the new final invoice, or null when nothing was due. */
    bill: async (cutOff: string): Promise<string | null> => {
      await test.as(fin, startBillingRun, { cutOff, clientIds: [clientId] });
      await settle(test);
      const { rows } = await test.as(fin, listInvoices, { state: 'draft', clientId, limit: 50 });
      const [draft] = rows;
      if (!draft) return null;
      await test.as(fin, finaliseInvoice, { id: draft.id });
      return draft.id;
    },
    undo: (id: string) => test.as(fin, voidInvoice, { id, reason: 'Wrong' }),
    lines: (id: string) =>
      test.rows<{ kind: string; description: string; quantity: string; net: bigint }>(
        scene.tenant,
        sql`select kind, description, quantity, net from invoice_lines where tenant_id = ${scene.tenant} and invoice_id = ${id} order by position`,
      ),
    violations: async () => (await test.as(scene.fin, billingInvariants, {})).violations,
  };
}
