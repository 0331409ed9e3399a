import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { audienceOf, factsOf, offers, subtypeNames, type Subtype } from '../domain/subtypes';

const samples: Partial<Record<Subtype, { title: string; body: string }>> = {
  'ticket.commented': { title: 'Amy Adams replied on T-0001', body: 'It still blinks.' },
  'ticket.mentioned': { title: 'Tess Tanaka mentioned you on T-0001', body: '@Mona Berg, do you know this printer?' },
  'ticket.updated': { title: 'T-0001 is now In progress', body: 'Printer offline' },
  'ticket.closed': { title: 'T-0001 was closed', body: 'Printer offline' },
  'ticket.reopened': { title: 'T-0001 was reopened', body: 'Printer offline' },
  'ticket.reminded': { title: 'You asked to be reminded of T-0001', body: 'Printer offline' },
  'ticket.reply_stopped': { title: 'A reply on T-0001 did not leave', body: 'The client wrote first.' },
  'survey.low': { title: 'Amy Adams rated T-0001 with 2/5', body: 'It took too long.' },
  'sla.threshold_crossed': { title: 'T-0001 has used 75 % of its response time', body: 'Printer offline' },
  'sla.escalated': {
    title: 'T-0001 has used 90 % of its response time, escalated to level 2',
    body: 'Printer offline',
  },
  'sla.breached': { title: 'T-0001 has missed its response time', body: 'Printer offline' },
  'time_entry.submitted': { title: 'Tess Tanaka submitted time for approval', body: 'Newest: 45 minutes of Mar 10' },
  'time_sheet.late': { title: 'Your time sheet is late', body: 'Mar 2 to Mar 8' },
  'time_entry.approved': { title: 'Your time was approved', body: 'Newest: 45 minutes of Mar 10' },
  'time_entry.changes_requested': { title: 'Changes to your time were asked for', body: 'Please name the site.' },
  'portal.status_changed': { title: 'T-0001 is now: Visit planned', body: 'Printer offline' },
  'portal.request_waiting': {
    title: 'Ulf Unger asks for New employee',
    body: 'The request waits for you to approve or refuse it.',
  },
  'portal.request_decided': { title: 'Refused: New employee', body: 'Please take the spare laptop first.' },
  'service_request.unattended': {
    title: 'Ulf Unger asks for New employee',
    body: 'Nobody at the client may approve it.',
  },
  'invoice.generated': { title: '12 drafts of invoices are ready to be checked', body: '' },
  'webhook.paused': { title: 'The webhook “Team chat” was paused', body: 'It answered 500.' },
  'workspace.archive_ready': { title: 'The archive of the workspace is ready', body: 'It can be fetched for 7 days.' },
  'security.archive_requested': { title: 'Olive Owner asked for an archive of the whole workspace', body: '' },
  'purchase_order.reached': {
    title: '80 % of purchase order PO-7 of Acme Dental is taken',
    body: '$2,000.00 before tax are left',
  },
  'project.budget_reached': {
    title: '80 % of the budget of Office move for Acme Dental is used',
    body: '$8,000.00 of $10,000.00',
  },
  'invoice.paid': { title: 'Acme Dental paid $540.00', body: '' },
  'invoice.overdue': { title: 'Invoice INV-0001 of Acme Dental is overdue', body: '$540.00 were due on Mar 10, 2026' },
};

/** Where each of the two kinds of people chooses. */
const places = {
  internal: { en: 'under Notifications', de: 'Unter „Notifications“' },
  client: { en: 'in your profile', de: 'In Ihrem Profil' },
};

const noticeEmail = (subtype: Subtype) => {
  const place = places[audienceOf(subtype)];
  return defineEmail({
    name: `notification.${subtype}`,
    subtype,
    audience: audienceOf(subtype),
    props: z.object({
      name: z.string(),
      title: z.string(),
      body: z.string(),
      link: z.string(),
      workspace: z.string(),
      reason: z.string(),
    }),
    sample: {
      name: 'Tess Tanaka',
      title: 'T-0001 was assigned to you',
      body: 'Printer offline',
      ...samples[subtype],
      link: `https://kelp.test/${audienceOf(subtype) === 'client' ? 'client-portal' : 'msp'}/tickets/example`,
      workspace: 'Northstar IT',
      reason: 'you are the assignee of this ticket',
    },
    subject: '{{title}}',
    html: `<p>Hello {{name}},</p>
<p><strong>{{title}}</strong></p>
{{#if body}}<p>{{body}}</p>{{/if}}
<p><a href="{{link}}">Open it in {{workspace}}</a></p>
<p><small>You get this because {{reason}}. You choose ${place.en} what you are told by mail.</small></p>`,
    text: `Hello {{name}},

{{title}}
{{#if body}}

{{body}}
{{/if}}

Open it in {{workspace}}: {{link}}

You get this because {{reason}}.
You choose ${place.en} what you are told by mail.
`,
    translations: {
      de: {
        subject: '{{title}}',
        html: `<p>Guten Tag {{name}},</p>
<p><strong>{{title}}</strong></p>
{{#if body}}<p>{{body}}</p>{{/if}}
<p><a href="{{link}}">In {{workspace}} öffnen</a></p>
<p><small>Sie erhalten dies, weil {{reason}}. ${place.de} wählen Sie, was Ihnen gemailt wird.</small></p>`,
        text: `Guten Tag {{name}},

{{title}}
{{#if body}}

{{body}}
{{/if}}

In {{workspace}} öffnen: {{link}}

Sie erhalten dies, weil {{reason}}.
${place.de} wählen Sie, was Ihnen gemailt wird.
`,
      },
    },
  });
};

/** One mail for each kind that can be told by mail, so that a workspace can word each its own way. */
export const noticeEmails = new Map(
  subtypeNames
    .filter((subtype) => offers(subtype, 'email') && !factsOf(subtype).isThreadMail)
    .map((subtype) => [subtype, noticeEmail(subtype)] as const),
);
