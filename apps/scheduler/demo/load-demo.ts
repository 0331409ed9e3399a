import { consumeAll, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, localDate } from '@kelp/std';
import { buildWorkspace } from './build-workspace';
import { workspace } from './cast';
import { at, playHistory } from './history';
import { playMonthEnd } from './month-end';

/** The id of the demo workspace; null when there is none. */
export async function findDemo(engines: Engines): Promise<string | null> {
  const rows = await engines.house.database.control<{ id: string; isDemo: boolean }>(
    sql`select id, is_demo from find_tenants(${workspace.name})`,
  );
  return rows.find((row) => row.isDemo)?.id ?? null;
}

/** Makes the demo workspace, or leaves it alone when it stands. Returns whether it was made. */
export async function loadDemo(engines: Engines, now: Date, report: (line: string) => void): Promise<boolean> {
  if (await findDemo(engines)) return false;
  const today = localDate(now, workspace.zone);
  const { stage, serviceIds } = await buildWorkspace(engines, at(addDays(today, -120), 9));
  report('people, clients, services and boards');
  const firms = await playHistory(stage, serviceIds, today, report);
  report('time approved');
  await consumeAll(engines);
  report('SLA clocks');
  await playMonthEnd(stage, firms, today);
  await consumeAll(engines);
  report('one month billed');
  return true;
}
