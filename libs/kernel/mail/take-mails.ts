import type { Ctx } from '../context';
import { openPassword, shortSignature } from '../secrets';
import { emailMessages, mailTransports, type EmailState } from '../tables';
import { takeRateSlots } from './mail-rates';
import type { OutgoingMail, OwnServer } from './mail-port';
import { moveMessages, recordStates, type Message, type Move, type Wait } from './move-message';
import { suppressionsOf } from './suppress';

/** Carries the id of a message, signed: a report that brings it back is about a mail of ours, and about this one. */
export const deliveryHeader = 'X-Kelp-Delivery';
export const finishedStates: readonly EmailState[] = ['sent', 'bounced', 'complained', 'suppressed', 'failed'];
const maxAgeHours = 48;

/** Whether at this instant it is given up, because it was tried for long enough. */
export const isTooOld = (message: Message, at: Date): boolean =>
  at.getTime() - message.createdAt.getTime() > maxAgeHours * 3_600_000;

/** A message that is being sent, as it is marked in its row. */
export interface Taken {
  message: Message;
  mail: OutgoingMail;
  own: OwnServer | null;
}

/** What becomes of messages: some leave now, some end here, some wait. */
export interface Fates {
  going: Message[];
  ended: Move[];
  waiting: Wait[];
}

/** Locks messages and says which may leave now: not those of suppressed addresses, nor what the limits of outgoing mail hold back. */
export async function whatMayLeave(ctx: Ctx, ids: readonly string[]): Promise<Fates> {
  const found = await ctx.db.list(emailMessages, { id: ids }, { lock: true, orderBy: 'id' });
  const open = found.filter(({ state, nextAt }) => !finishedStates.includes(state) && !(nextAt && nextAt > ctx.now()));
  const fates: Fates = { going: [], ended: [], waiting: [] };
  const allowed = await unsuppressed(ctx, open, fates);
  // Last: from here on every other mail of the workspace waits for the commit.
  const turns = await takeRateSlots(ctx, allowed);
  const detail = 'Waits its turn: the limit of outgoing mail is reached.';
  for (const message of allowed) {
    const wakeAt = turns.get(message.id);
    if (!wakeAt || wakeAt <= ctx.now()) fates.going.push(message);
    else fates.waiting.push({ message, state: waitingState(message), detail, wakeAt, patch: { hasRateSlot: true } });
  }
  return fates;
}

/** Suppressed for a day, a message waits; suppressed until a person clears the address, it ends here. Returns the others. */
async function unsuppressed(ctx: Ctx, messages: readonly Message[], { ended, waiting }: Fates): Promise<Message[]> {
  const addresses = messages.map(({ toAddress }) => toAddress);
  const suppressions = await suppressionsOf(ctx, addresses);
  return messages.filter((message) => {
    const found = suppressions.get(message.toAddress);
    if (!found) return true;
    const { until: wakeAt } = found;
    const detail = found.detail || found.reason;
    if (wakeAt && !isTooOld(message, wakeAt)) waiting.push({ message, state: waitingState(message), detail, wakeAt });
    else ended.push({ message, state: 'suppressed', detail, patch: { error: detail, nextAt: null } });
    return false;
  });
}

const waitingState = ({ state }: Message): EmailState => (state === 'queued' ? 'queued' : 'deferred');

/** Marks messages as being sent, and writes them out as they leave: by the workspace's own server, or the installation's. */
export async function startSending(ctx: Ctx, going: readonly Message[], own: OwnSender | undefined): Promise<Taken[]> {
  if (going.length === 0) return [];
  // The process that was sending it has ended without a word: the mail may have arrived. It goes again under the same Message-ID.
  const unfinished = going.filter(({ state }) => state === 'sending');
  const detail = 'The program ended while it was sending.';
  await recordStates(
    ctx,
    unfinished.map((message) => ({ message, state: 'unknown', detail })),
  );
  const sending = going.map((message) => ({ ...message, attempts: message.attempts + 1 }));
  await moveMessages(
    ctx,
    sending.map((message) => {
      const patch = { attempts: message.attempts, nextAt: null, hasRateSlot: true };
      return { message, state: 'sending', detail: '', patch };
    }),
  );
  return sending.map((message) => {
    return { message, own: own?.server ?? null, mail: outgoing(ctx, message, own?.fromAddress ?? null) };
  });
}

interface OwnSender {
  server: OwnServer;
  fromAddress: string;
}

/** The workspace's own server; undefined where the installation's sends its mail. */
export async function ownServer(ctx: Ctx): Promise<OwnSender | undefined> {
  const row = await ctx.db.find(mailTransports, { isActive: true });
  if (!row) return undefined;
  const { host, port, security, username, fromAddress } = row;
  const password = openPassword(ctx.tenant, row.password);
  return {
    fromAddress,
    server: { key: `${ctx.tenant}:${row.id}:${row.version}`, host, port, security, username, password },
  };
}

const installationSender = (): string => process.env['MAIL_FROM'] ?? 'Kelp <kelp@localhost.localdomain>';

function outgoing(ctx: Ctx, row: Message, ownSender: string | null): OutgoingMail {
  // A tenant's own server sends for its own addresses only.
  const from = ownSender && row.fromAddress === installationSender() ? ownSender : row.fromAddress;
  return {
    messageId: row.rfcMessageId,
    from,
    to: row.toAddress,
    toName: row.toName,
    replyTo: row.replyTo,
    subject: row.subject,
    html: row.html,
    text: row.text,
    inReplyTo: row.inReplyTo,
    references: row.referenceIds,
    isAutomatic: !ctx.emails.get(row.template)?.isWrittenByPerson,
    headers: { [deliveryHeader]: `${row.id}.${shortSignature('delivery', row.id)}` },
    attachments: row.attachments,
  };
}
