import { sql } from '@kelp/platform/db';
import { settle } from '@kelp/testing';
import { openWorkplace, origin } from '../testing/workplace';
import { requestPasswordReset } from '../sign-in/password-reset';
import { callerFromSession } from '../sign-in/session';
import { forgetOldSessions } from './forget-old-sessions';

const day = 86_400_000;

it('forgets what ended 30 days ago and keeps what still holds', async () => {
  const place = await openWorkplace();
  const { test, tenant } = place;
  const count = async () => {
    const [row] = await test.rows<Record<string, number>>(
      tenant,
      sql`select (select count(*)::int from sessions where tenant_id = ${tenant}) as sessions,
            (select count(*)::int from identity_tokens where tenant_id = ${tenant}) as links,
            (select count(*)::int from token_routes where tenant_id = ${tenant}) as routes`,
    );
    return row;
  };
  const forget = async (at: string) => {
    await test.inside(tenant, (ctx) => ctx.enqueue(forgetOldSessions, { at }));
    await settle(test);
  };
  const email = 'olive@northstar.test';
  await place.enter(email);
  await requestPasswordReset(place.deps, { ...origin, portal: 'msp', email });
  await test.travel(59 * day);
  const token = await place.enter(email);
  await forget('a');
  expect(await count()).toEqual({ sessions: 2, links: 0, routes: 0 });
  await test.travel(61 * day);
  const now = await place.enter(email);
  await forget('b');
  expect(await count()).toEqual({ sessions: 2, links: 0, routes: 0 });
  expect(await callerFromSession(test.house, token, { requestId: 'r' })).toBeNull();
  expect(await callerFromSession(test.house, now, { requestId: 'r' })).not.toBeNull();
  await test.close();
});
