import { pagesFor } from '@kelp/identity';
import { sendEmails, type Ctx } from '@kelp/kernel';
import type { Addressee } from './addressees';
import type { Reason, Subtype } from './domain/subtypes';
import { sayIn, sayReason } from './domain/wordings';
import { noticeEmails } from './emails/notice';

/** A notice in the words of its reader. */
export interface WordedNotice {
  subtype: Subtype;
  eventId: string;
  title: string;
  body: string;
  link: string;
  ticketId: string | null;
  reason: Reason;
}

/** How a mail to staff notes its ticket; apart from the mails of the ticket's own thread. */
export const noticeAbout = (ticketId: string | null) =>
  ticketId ? { about: { type: 'ticket_notice', id: ticketId } } : {};

/** Who is told by mail, and in which words. */
export interface MailedNotice {
  person: Addressee;
  notice: WordedNotice;
}

/** Mails one notice, worded for each, to people. Returns the messages' ids by theirs; who is not in it gets none. */
export async function mailNotices(ctx: Ctx, mailed: readonly MailedNotice[]): Promise<ReadonlyMap<string, string>> {
  const [first] = mailed;
  const email = first && noticeEmails.get(first.notice.subtype);
  if (!email) return new Map();
  const pages = await pagesFor(ctx, email.audience === 'client' ? 'client' : 'msp');
  const keyOf = ({ person, notice }: MailedNotice) => `${notice.eventId}:${notice.subtype}:${person.id}`;
  const ids = await sendEmails(
    ctx,
    email,
    mailed.map(({ person, notice }) => ({
      to: { address: person.email, name: person.name },
      locale: person.locale,
      dedupeKey: keyOf({ person, notice }),
      props: {
        ...{ name: person.name, workspace: person.workspace, title: notice.title, body: notice.body },
        link: pages.page(notice.link),
        reason: sayReason(sayIn(person.locale), notice.reason),
      },
      ...noticeAbout(notice.ticketId),
    })),
  );
  return new Map(
    mailed.flatMap((one) => {
      const id = ids.get(keyOf(one));
      return id ? [[one.person.id, id] as const] : [];
    }),
  );
}
