import { pagesFor } from '@kelp/identity';
import { sendEmail, type Ctx } from '@kelp/kernel';
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

/** Mails one notice to one person. Returns the message's id; null when nothing is to be sent. */
export async function mailNotice(ctx: Ctx, person: Addressee, notice: WordedNotice): Promise<string | null> {
  const email = noticeEmails.get(notice.subtype);
  if (!email) return null;
  const { name, workspace, locale } = person;
  const pages = await pagesFor(ctx, email.audience === 'client' ? 'client' : 'msp');
  return sendEmail(ctx, email, {
    to: { address: person.email, name },
    locale,
    dedupeKey: `${notice.eventId}:${notice.subtype}:${person.id}`,
    props: {
      ...{ name, workspace, title: notice.title, body: notice.body },
      link: pages.page(notice.link),
      reason: sayReason(sayIn(locale), notice.reason),
    },
    ...noticeAbout(notice.ticketId),
  });
}
