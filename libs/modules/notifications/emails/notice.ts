import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { offers, subtypeNames, type Subtype } from '../domain/subtypes';

const samples: Partial<Record<Subtype, { title: string; body: string }>> = {
  'ticket.commented': { title: 'Amy Adams replied on T-0001', body: 'It still blinks.' },
  'ticket.mentioned': { title: 'Tess Tanaka mentioned you on T-0001', body: '@Mona Berg, do you know this printer?' },
  'ticket.reply_stopped': { title: 'A reply on T-0001 did not leave', body: 'The client wrote first.' },
  'sla.threshold_crossed': { title: 'T-0001 has used 75 % of its response time', body: 'Printer offline' },
  'sla.breached': { title: 'T-0001 has missed its response time', body: 'Printer offline' },
  'time_entry.changes_requested': { title: 'Changes to your time were asked for', body: 'Please name the site.' },
};

const noticeEmail = (subtype: Subtype) =>
  defineEmail({
    name: `notification.${subtype}`,
    subtype,
    audience: 'internal',
    props: z.object({ name: z.string(), title: z.string(), body: z.string(), link: z.string(), workspace: z.string() }),
    sample: {
      name: 'Tess Tanaka',
      title: 'T-0001 was assigned to you',
      body: 'Printer offline',
      ...samples[subtype],
      link: 'https://kelp.test/msp/tickets/example',
      workspace: 'Northstar IT',
    },
    subject: '{{title}}',
    html: `<p>Hello {{name}},</p>
<p><strong>{{title}}</strong></p>
{{#if body}}<p>{{body}}</p>{{/if}}
<p><a href="{{link}}">Open it in {{workspace}}</a></p>
<p><small>You choose in your profile what you are told by mail.</small></p>`,
    text: `Hello {{name}},

{{title}}
{{#if body}}

{{body}}
{{/if}}

Open it in {{workspace}}: {{link}}

You choose in your profile what you are told by mail.
`,
  });

/** One mail for each kind that can be told by mail, so that a workspace can word each its own way. */
export const noticeEmails = new Map(
  subtypeNames.filter((subtype) => offers(subtype, 'email')).map((subtype) => [subtype, noticeEmail(subtype)] as const),
);
