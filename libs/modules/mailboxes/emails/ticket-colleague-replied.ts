import { z } from '@kelp/kernel/contract';
import { defineClientEmail } from '../client-email';

/** What somebody of a client wrote in the portal, for the others outside who take part in the ticket. */
export const ticketColleagueRepliedEmail = defineClientEmail({
  name: 'ticket.colleague_replied',
  subtype: 'ticket.colleague_replied',
  audience: 'client',
  props: z.object({
    author: z.string(),
    workspace: z.string(),
    number: z.string(),
    title: z.string(),
    /** Safe HTML: made from text. */
    html: z.string(),
    text: z.string(),
    /** True when not all files of the reply fit into the mail. */
    hasMoreFiles: z.boolean(),
    link: z.string().nullable(),
  }),
  sample: {
    author: 'Amy Adams',
    workspace: 'Northstar IT',
    number: 'T-0001',
    title: 'Printer offline',
    html: '<p>It blinks red since noon.</p>',
    text: 'It blinks red since noon.',
    hasMoreFiles: false,
    link: 'https://kelp.test/client-portal/tickets/example',
  },
  subject: '[{{number}}] {{title}}',
  html: `<p>{{author}} wrote on this request:</p>
{{{html}}}
{{#if hasMoreFiles}}<p>More files belong to this message than fit into a mail. Ask us for them or see them in the portal.</p>{{/if}}
<p>{{workspace}}</p>
<p><small>{{number}}{{#if link}} · <a href="{{link}}">See the request</a>{{/if}}</small></p>`,
  text: `{{author}} wrote on this request:

{{text}}
{{#if hasMoreFiles}}

More files belong to this message than fit into a mail. Ask us for them or see them in the portal.
{{/if}}

{{workspace}}

{{number}}
{{#if link}}
See the request: {{link}}
{{/if}}
`,
  translations: {
    de: {
      subject: '[{{number}}] {{title}}',
      html: `<p>{{author}} hat zu dieser Anfrage geschrieben:</p>
{{{html}}}
{{#if hasMoreFiles}}<p>Zu dieser Nachricht gehören mehr Dateien, als in eine Mail passen. Fragen Sie uns danach oder sehen Sie sie im Portal an.</p>{{/if}}
<p>{{workspace}}</p>
<p><small>{{number}}{{#if link}} · <a href="{{link}}">Anfrage ansehen</a>{{/if}}</small></p>`,
      text: `{{author}} hat zu dieser Anfrage geschrieben:

{{text}}
{{#if hasMoreFiles}}

Zu dieser Nachricht gehören mehr Dateien, als in eine Mail passen. Fragen Sie uns danach oder sehen Sie sie im Portal an.
{{/if}}

{{workspace}}

{{number}}
{{#if link}}
Anfrage ansehen: {{link}}
{{/if}}
`,
    },
  },
});
