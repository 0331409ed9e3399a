import { z } from '@kelp/kernel/contract';
import { defineClientEmail } from '../client-email';

/** To the person who asked: their request has arrived, under this number. */
export const ticketReceivedEmail = defineClientEmail({
  name: 'ticket.received',
  subtype: 'ticket.received',
  audience: 'client',
  props: z.object({
    name: z.string(),
    workspace: z.string(),
    number: z.string(),
    title: z.string(),
    /** The ticket in the client portal; null for people without access to it. */
    link: z.string().nullable(),
  }),
  sample: {
    name: 'Amy Adams',
    workspace: 'Northstar IT',
    number: 'T-0001',
    title: 'Printer offline',
    link: 'https://kelp.test/client-portal/tickets/example',
  },
  subject: '[{{number}}] {{title}}',
  html: `<p>Hello{{#if name}} {{name}}{{/if}},</p>
<p>your request <strong>{{title}}</strong> has reached {{workspace}}. Its number is <strong>{{number}}</strong>.</p>
<p>To add something, just reply to this mail.</p>
{{#if link}}<p><a href="{{link}}">See your request</a></p>{{/if}}
<p>{{workspace}}</p>`,
  text: `Hello{{#if name}} {{name}}{{/if}},

your request "{{title}}" has reached {{workspace}}. Its number is {{number}}.

To add something, just reply to this mail.
{{#if link}}

See your request: {{link}}
{{/if}}

{{workspace}}
`,
  translations: {
    de: {
      subject: '[{{number}}] {{title}}',
      html: `<p>Guten Tag{{#if name}} {{name}}{{/if}},</p>
<p>Ihre Anfrage <strong>{{title}}</strong> ist bei {{workspace}} eingegangen. Sie hat die Nummer <strong>{{number}}</strong>.</p>
<p>Um etwas hinzuzufügen, antworten Sie einfach auf diese Mail.</p>
{{#if link}}<p><a href="{{link}}">Anfrage ansehen</a></p>{{/if}}
<p>{{workspace}}</p>`,
      text: `Guten Tag{{#if name}} {{name}}{{/if}},

Ihre Anfrage „{{title}}“ ist bei {{workspace}} eingegangen. Sie hat die Nummer {{number}}.

Um etwas hinzuzufügen, antworten Sie einfach auf diese Mail.
{{#if link}}

Anfrage ansehen: {{link}}
{{/if}}

{{workspace}}
`,
    },
  },
});
