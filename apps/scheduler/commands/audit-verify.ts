import { readFileSync } from 'node:fs';
import { fileStorage, inReadUnit, readAnchors, systemActor, verifyAudit, type Anchor, type House } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import type { Command } from './index';
import { readOptions, withHouse } from './open-house';

const anchorDays = 400;

/** The anchors in a log that was shipped away: lines of JSON with the message “audit anchor”; other lines are passed over. */
export function anchorsOfLog(text: string): Anchor[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes('audit anchor')) return [];
    try {
      const { tenant, seq, hash, at } = JSON.parse(line) as Anchor;
      return [{ tenant, seq, hash, at }];
    } catch {
      return [];
    }
  });
}

async function nameOf(house: House, tenant: string): Promise<string> {
  const caller = { tenant, actor: systemActor('audit verify'), door: 'operator' as const, requestId: newId() };
  const row = await inReadUnit(house, caller, (ctx) =>
    ctx.db.one<{ name: string }>(sql`select name from tenants where id = ${tenant}`),
  );
  return row.name;
}

/** Walks the audit trail of one workspace or of all. Prints a line for each; fails when one is not as it was sealed. */
export async function verifyTrails(
  house: House,
  given: { tenant?: string; anchors?: readonly Anchor[] },
  print: (line: string) => void,
): Promise<number> {
  const all = await house.database.asSystem((rows) =>
    rows<{ id: string }>(sql`select id from active_tenants() as t(id)`),
  );
  let wrong = 0;
  for (const { id } of all.filter(({ id }) => !given.tenant || given.tenant === id)) {
    const kept = await readAnchors(fileStorage(), id, new Date(), anchorDays);
    const told = (given.anchors ?? []).filter(({ tenant }) => tenant === id);
    const { rows, waiting, broken } = await verifyAudit(house, id, [...kept, ...told]);
    const place = `${await nameOf(house, id)} (${id})`;
    if (broken) {
      wrong += 1;
      const row = broken.auditId ? ` Row ${broken.auditId}.` : '';
      print(`BROKEN ${place}: ${broken.sentence}${row} ${rows} rows before it are as they were sealed.`);
    } else print(`ok     ${place}: ${rows} rows, ${waiting} not sealed yet, ${kept.length + told.length} anchors`);
  }
  return wrong;
}

/** `audit verify`: exit code 1 when a trail is broken. */
export const auditVerifyCommand: Command = {
  usage: 'audit verify [--tenant <id>] [--anchors <log>]',
  about: 'Recomputes the chain over the audit trail and names the first broken row.',
  run: async (given) => {
    const { options } = readOptions(given, ['tenant', 'anchors']);
    const file = options.get('anchors');
    const tenant = options.get('tenant');
    const anchors = file ? anchorsOfLog(readFileSync(file, 'utf8')) : [];
    const wrong = await withHouse(({ house }) =>
      verifyTrails(house, { anchors, ...(tenant ? { tenant } : {}) }, (line) => console.log(line)),
    );
    if (wrong > 0) throw new Error(`${wrong} audit ${wrong === 1 ? 'trail is' : 'trails are'} not as sealed.`);
  },
};
