import { z } from '@kelp/kernel/contract';
import { defineClientEmail } from '@kelp/mailboxes';

const question = `<p><strong>{{prompt}}</strong></p>
<p>{{#each choices}}<a href="{{href}}" title="{{label}}" style="display:inline-block;padding:10px 12px;margin:0 6px 6px 0;border:1px solid #8a8496;border-radius:6px;text-decoration:none;font-size:18px">{{sign}}</a>{{/each}}</p>
<p>{{low}} – {{high}}</p>`;
const answers = `{{prompt}}

{{#each choices}}
{{label}}: {{href}}
{{/each}}`;

/** Asks a contact. Each rating is a link; the page behind it counts the answer. */
export const surveyInvitationEmail = defineClientEmail({
  name: 'survey.invitation',
  subtype: 'survey.invitation',
  audience: 'client',
  props: z.object({
    name: z.string(),
    workspace: z.string(),
    /** Of a ticket that was closed; empty when the survey is about none. */
    number: z.string(),
    title: z.string(),
    prompt: z.string(),
    low: z.string(),
    high: z.string(),
    choices: z.array(z.object({ sign: z.string(), label: z.string(), href: z.string() })),
    isTest: z.boolean(),
  }),
  sample: {
    name: 'Amy Adams',
    workspace: 'Northstar IT',
    number: 'T-0001',
    title: 'Printer offline',
    prompt: 'How satisfied are you with our help?',
    low: 'Not at all',
    high: 'Very satisfied',
    choices: [
      { sign: '★', label: '1/5', href: 'https://kelp.test/survey/example?rating=1' },
      { sign: '★★', label: '2/5', href: 'https://kelp.test/survey/example?rating=2' },
    ],
    isTest: false,
  },
  subject: '{{#if isTest}}Test: {{/if}}{{prompt}}{{#if number}} [{{number}}]{{/if}}',
  html: `<p>Hello{{#if name}} {{name}}{{/if}},</p>
{{#if title}}<p>your request <strong>{{title}}</strong> ({{number}}) is closed. May we ask you something? One click is enough.</p>{{else}}<p>May we ask you something? One click is enough.</p>{{/if}}
${question}
<p>{{workspace}}</p>`,
  text: `Hello{{#if name}} {{name}}{{/if}},

{{#if title}}
your request "{{title}}" ({{number}}) is closed. May we ask you something? One click is enough.
{{else}}
May we ask you something? One click is enough.
{{/if}}

${answers}

{{workspace}}
`,
  translations: {
    de: {
      subject: '{{#if isTest}}Test: {{/if}}{{prompt}}{{#if number}} [{{number}}]{{/if}}',
      html: `<p>Guten Tag{{#if name}} {{name}}{{/if}},</p>
{{#if title}}<p>Ihre Anfrage <strong>{{title}}</strong> ({{number}}) ist geschlossen. Dürfen wir Sie etwas fragen? Ein Klick genügt.</p>{{else}}<p>Dürfen wir Sie etwas fragen? Ein Klick genügt.</p>{{/if}}
${question}
<p>{{workspace}}</p>`,
      text: `Guten Tag{{#if name}} {{name}}{{/if}},

{{#if title}}
Ihre Anfrage „{{title}}“ ({{number}}) ist geschlossen. Dürfen wir Sie etwas fragen? Ein Klick genügt.
{{else}}
Dürfen wir Sie etwas fragen? Ein Klick genügt.
{{/if}}

${answers}

{{workspace}}
`,
    },
  },
});
