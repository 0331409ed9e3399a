import { escapeHtml } from '@kelp/std';
import { defineServerSlot } from '../define';

/** How mails to clients look around their text. */
export interface MailFrame {
  /** The workspace's name. */
  name: string;
  /** `#rrggbb` that can be read on white. */
  colour: string;
  /** The full address of the logo; null without one. */
  logo: string | null;
}

/** Asked once for each mail to a client: the workspace's frame, null for a mail as it is written. */
export const mailFrame = defineServerSlot<Record<string, never>, MailFrame | null>(
  'mail.frame',
  (answers) => answers.find((answer) => answer !== null) ?? null,
);

/** The HTML of a mail below the workspace's colour and logo (its name where pictures are not shown). Styles stand inline: mail programs know no others. */
export function inFrame({ name, colour, logo }: MailFrame, html: string): string {
  const shown = `font-size:18px;font-weight:600;color:${escapeHtml(colour)}`;
  const sign = logo
    ? `<img src="${escapeHtml(logo)}" alt="${escapeHtml(name)}" height="40" style="display:block;height:40px;max-width:240px;object-fit:contain;${shown}">`
    : `<span style="${shown}">${escapeHtml(name)}</span>`;
  return `<div style="max-width:640px;border-top:4px solid ${escapeHtml(colour)};padding-top:16px">
<p style="margin:0 0 20px">${sign}</p>
${html}
</div>`;
}
