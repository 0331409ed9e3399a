import type { Config } from '@kelp/platform/config';
import { createMailTransport, type OutgoingAddress } from '@kelp/platform/mail';
import type { Storage } from '@kelp/platform/storage';
import type { MailPort } from './deliver-mail';

/** The way out for mail: the configured SMTP server, else our own catcher. Null when this process knows neither. */
export function openMailPort(config: Config, storage: Storage): (MailPort & { close(): void }) | null {
  const url =
    config.SMTP_URL ?? (config.CATCHER_SMTP_PORT ? `smtp://127.0.0.1:${config.CATCHER_SMTP_PORT}` : undefined);
  if (!url) return null;
  const transport = createMailTransport({ url });
  return {
    close: () => transport.close(),
    async send(mail) {
      const attachments = await Promise.all(
        mail.attachments.map(async ({ key, filename, contentType }) => {
          const content = Buffer.concat(await (await storage.get(key)).toArray());
          return { filename, contentType, content };
        }),
      );
      const outcome = await transport.send({
        messageId: mail.messageId,
        from: addressIn(mail.from),
        to: [{ address: mail.to, name: mail.toName }],
        ...(mail.replyTo ? { replyTo: addressIn(mail.replyTo) } : {}),
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
        references: mail.references,
        attachments,
        auto: mail.isAutomatic,
      });
      return outcome.ok ? { kind: 'sent' } : { kind: outcome.kind, message: outcome.message };
    },
  };
}

/** `Kelp <kelp@host>` or a bare address. */
function addressIn(text: string): OutgoingAddress {
  const named = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text);
  return named ? { name: named[1] ?? '', address: named[2] ?? '' } : { address: text.trim() };
}
