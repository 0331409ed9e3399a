import { inUnit, systemActor, type Ctx, type House } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { watchImapFolder, type ImapWatch } from '@kelp/platform/mail';
import { newId } from '@kelp/std';
import { accountOf } from '../imap-account';
import { lookSoon, pollKind } from '../jobs/poll-mailbox';
import type { mailboxes } from '../tables';
import { endWatch, leaseWatch, noteLive } from './watch-lease';

interface Place {
  tenant: string;
  mailboxId: string;
}

interface Watched extends Place {
  version: number;
  connection: ImapWatch;
}

export interface ImapWatcher {
  /** Looks what is to be watched, renews what is, and lets go of the rest. Two calls never overlap. */
  turn(): Promise<void>;
  /** How many mailboxes this worker listens to. */
  size(): number;
  /** Ends all connections and gives the leases back, so that another worker takes over at once. */
  stop(): Promise<void>;
}

const everyMs = 5_000;
const againMs = 1_000;
const tries = 30;

interface State {
  readonly house: House;
  readonly holder: string;
  readonly watched: Map<string, Watched>;
  isStopped: boolean;
}

/**
 * Listens to the IMAP accounts of all workspaces for new mail where their servers tell of it (IDLE), one connection for a mailbox over all
 * workers, and then has it fetched by the same job that asks every half minute. That asking goes on: a missed word costs half a minute,
 * never a mail. `every` is 0 in tests, which take their turns themselves.
 */
export function startImapWatcher(house: House, { every = everyMs, holder = newId() } = {}): ImapWatcher {
  const state: State = { house, holder, watched: new Map(), isStopped: false };
  let running: Promise<void> = Promise.resolve();
  const turn = (): Promise<void> => (running = running.catch(() => undefined).then(() => look(state)));
  const quietly = () =>
    turn().catch((error: unknown) => house.log.warn({ error: String(error) }, 'no look at mailboxes'));
  const timer = every > 0 ? setInterval(() => void quietly(), every) : null;
  timer?.unref();
  return {
    turn,
    size: () => state.watched.size,
    stop: async () => {
      state.isStopped = true;
      if (timer) clearInterval(timer);
      await running.catch(() => undefined);
      await Promise.all([...state.watched.values()].map((one) => leave(state, one)));
    },
  };
}

const inTenant = <T>({ house }: State, tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  inUnit(house, { tenant, actor: systemActor('mail'), door: 'job', requestId: newId() }, 'mail.watch', work);

async function look(state: State): Promise<void> {
  const { house, watched } = state;
  if (state.isStopped) return;
  const places = await house.database.asSystem((rows) =>
    rows<Place>(
      sql`select tenant_id as tenant, key as mailbox_id from due_items where kind = ${pollKind} order by key`,
    ),
  );
  const wanted = new Set(places.map(({ mailboxId }) => mailboxId));
  for (const one of watched.values()) if (!wanted.has(one.mailboxId)) await leave(state, one);
  for (const place of places) {
    await keep(state, place).catch((error: unknown) =>
      house.log.warn({ mailboxId: place.mailboxId, error: String(error) }, 'a mailbox could not be looked after'),
    );
  }
}

async function keep(state: State, place: Place): Promise<void> {
  const mailbox = await inTenant(state, place.tenant, (ctx) => leaseWatch(ctx, place.mailboxId, state.holder));
  const held = state.watched.get(place.mailboxId);
  // With another server or password the next turn connects anew.
  if (held && held.version !== mailbox?.version) await leave(state, held);
  if (mailbox && !held) await open(state, place, mailbox);
}

async function open(state: State, place: Place, mailbox: Row<typeof mailboxes>): Promise<void> {
  const { house, holder, watched } = state;
  const { tenant, mailboxId } = place;
  const end = (how: 'unsupported' | 'failed') =>
    inTenant(state, tenant, (ctx) => endWatch(ctx, mailboxId, holder, how));
  const connection = await accountOf(tenant, mailbox)
    .then((account) => watchImapFolder(account, () => void news(state, place)))
    .catch((error: unknown) => {
      house.log.warn({ mailboxId, error: String(error) }, 'a mailbox cannot be listened to');
      return null;
    });
  if (!connection) return end('failed');
  if (!connection.isLive) return end('unsupported');
  watched.set(mailboxId, { ...place, version: mailbox.version, connection });
  void connection.ended.then(async () => {
    const isHeld = () => watched.get(mailboxId)?.connection === connection;
    if (!isHeld()) return;
    // First the waiting is noted, then the place is free: a turn in between would connect at once.
    await end('failed').catch(() => undefined);
    if (isHeld()) watched.delete(mailboxId);
  });
  await inTenant(state, tenant, (ctx) => noteLive(ctx, mailboxId, holder));
  // What came while nobody listened.
  await news(state, place);
}

async function leave(state: State, one: Watched): Promise<void> {
  const { tenant, mailboxId, connection } = one;
  state.watched.delete(mailboxId);
  await connection.close();
  await inTenant(state, tenant, (ctx) => endWatch(ctx, mailboxId, state.holder, 'none')).catch(() => undefined);
}

/** A look that runs already may have passed this mail: then it is asked for once more. */
async function news(state: State, place: Place, left = tries): Promise<void> {
  if (state.isStopped || left === 0) return;
  const isAsked = await inTenant(state, place.tenant, (ctx) => lookSoon(ctx, place.mailboxId)).catch(
    (error: unknown) => {
      state.house.log.warn({ mailboxId: place.mailboxId, error: String(error) }, 'new mail could not be asked for');
      return false;
    },
  );
  if (!isAsked) setTimeout(() => void news(state, place, left - 1), againMs).unref();
}
