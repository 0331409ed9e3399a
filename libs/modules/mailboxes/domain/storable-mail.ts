import type { ParsedMail } from '@kelp/platform/mail';

/** The same text without the one character that Postgres cannot store. */
export const storable = (text: string): string => text.replaceAll('\u0000', '');

/** The mail with every text such that it can be stored. */
export function storableMail(mail: ParsedMail): ParsedMail {
  const { from, html, messageId, inReplyTo } = mail;
  return {
    ...mail,
    from: from && { name: storable(from.name), address: storable(from.address) },
    subject: storable(mail.subject),
    text: storable(mail.text),
    html: html && storable(html),
    messageId: messageId && storable(messageId),
    inReplyTo: inReplyTo && storable(inReplyTo),
    references: mail.references.map(storable),
    to: mail.to.map((one) => ({ ...one, address: storable(one.address) })),
    cc: mail.cc.map((one) => ({ ...one, address: storable(one.address) })),
    attachments: mail.attachments.map((file) => ({
      ...file,
      filename: storable(file.filename),
      contentId: file.contentId && storable(file.contentId),
    })),
  };
}
