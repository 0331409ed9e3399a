import { z } from '@kelp/kernel/contract';
import { defineClientEmail } from '../client-email';

/** A public reply, as it reaches the people outside who take part in the ticket. */
export const ticketReplyEmail = defineClientEmail({
  name: 'ticket.reply',
  subtype: 'ticket.reply',
  audience: 'client',
  isWrittenByPerson: true,
  props: z.object({
    author: z.string(),
    workspace: z.string(),
    number: z.string(),
    title: z.string(),
    /** Safe HTML: made from text, or cleaned before it was stored. */
    html: z.string(),
    text: z.string(),
    /** True when not all files of the reply fit into the mail. */
    hasMoreFiles: z.boolean(),
    link: z.string().nullable(),
  }),
  sample: {
    author: 'Tess Tanaka',
    workspace: 'Northstar IT',
    number: 'T-0001',
    title: 'Printer offline',
    html: '<p>The printer is back. Please try again.</p>',
    text: 'The printer is back. Please try again.',
    hasMoreFiles: false,
    link: 'https://kelp.test/client-portal/tickets/example',
  },
  subject: '[{{number}}] {{title}}',
  html: `{{{html}}}
{{#if hasMoreFiles}}<p>More files belong to this reply than fit into a mail. Ask us for them or see them in the portal.</p>{{/if}}
<p>{{author}}<br>{{workspace}}</p>
<p><small>{{number}}{{#if link}} · <a href="{{link}}">See your request</a>{{/if}}</small></p>`,
  text: `{{text}}
{{#if hasMoreFiles}}

More files belong to this reply than fit into a mail. Ask us for them or see them in the portal.
{{/if}}

{{author}}
{{workspace}}

{{number}}
{{#if link}}
See your request: {{link}}
{{/if}}
`,
  translations: {
    de: {
      subject: '[{{number}}] {{title}}',
      html: `{{{html}}}
{{#if hasMoreFiles}}<p>Zu dieser Antwort gehören mehr Dateien, als in eine Mail passen. Fragen Sie uns danach oder sehen Sie sie im Portal an.</p>{{/if}}
<p>{{author}}<br>{{workspace}}</p>
<p><small>{{number}}{{#if link}} · <a href="{{link}}">Anfrage ansehen</a>{{/if}}</small></p>`,
      text: `{{text}}
{{#if hasMoreFiles}}

Zu dieser Antwort gehören mehr Dateien, als in eine Mail passen. Fragen Sie uns danach oder sehen Sie sie im Portal an.
{{/if}}

{{author}}
{{workspace}}

{{number}}
{{#if link}}
Anfrage ansehen: {{link}}
{{/if}}
`,
    },
  },
});
