import { useMailPort, type OutgoingMail } from '@kelp/kernel';

/** Takes the place of the mail server of this process and keeps what was sent. Tests only. */
export function startTransport(): OutgoingMail[] {
  const sent: OutgoingMail[] = [];
  useMailPort({
    send: async (mail) => {
      sent.push(mail);
      return { kind: 'sent' };
    },
  });
  return sent;
}
