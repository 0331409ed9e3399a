import type { MacroSteps } from '../contract/macros';

const must = (label: string) => ({ label, isRequired: true });
const may = (label: string) => ({ label, isRequired: false });

/** Checklists of a new workspace. None goes on tickets by itself until somebody says where. */
export const shippedChecklists = [
  {
    name: 'New user',
    items: [
      must('Approval and start date are on the ticket'),
      must('Account with the right groups'),
      must('Mailbox and signature'),
      must('Second factor set up'),
      may('Workstation ready and signed in'),
      may('Line-of-business apps and printers'),
      may('First-day guide sent'),
    ],
  },
  {
    name: 'Leaver',
    items: [
      must('Last day confirmed by the client'),
      must('Sign-in blocked and sessions ended'),
      must('Second factors and remote access removed'),
      may('Mailbox shared or forwarded as agreed'),
      may('Files handed to the manager'),
      must('Licences released'),
      may('Devices back and wiped'),
    ],
  },
  {
    name: 'New workstation',
    items: [
      must('Serial number and warranty recorded'),
      must('Updates and drivers installed'),
      must('Disk encrypted, key stored'),
      must('Protection and monitoring agents report'),
      may('Apps, printers and mail set up'),
      may('Old device wiped or handed back'),
      may('User has signed in and tried everything'),
    ],
  },
  {
    name: 'Monthly server care',
    items: [
      must('Last night’s backup is good; one file restored'),
      must('Updates installed, server restarted'),
      must('Free disk space above 20 %'),
      may('Event logs read'),
      may('Hardware and RAID healthy'),
      may('Certificates valid for 60 days or more'),
    ],
  },
  {
    name: 'Phishing response',
    items: [
      must('Message kept as evidence, headers included'),
      must('Who got it, who clicked, who typed a password'),
      must('Passwords changed and sessions ended where needed'),
      must('Mailbox rules and forwardings checked'),
      must('Sender and links blocked'),
      may('Message removed from other mailboxes'),
      may('Client told what happened and what was done'),
    ],
  },
  {
    name: 'New client onboarding',
    items: [
      must('Contract signed and set up'),
      must('Contacts, locations and mail domains recorded'),
      must('Administrator access received and stored safely'),
      may('Monitoring agents on all devices'),
      must('Backups checked'),
      may('Network and vendors documented'),
      may('Portal invitations sent'),
      may('Kick-off call held'),
    ],
  },
] as const;

interface ShippedMacro {
  name: string;
  steps: MacroSteps;
}

const farewell = '\n\nKind regards\n{{me.name}}';
const priorityHigh = 'High';

/** Macros of a new workspace; `high` is the id of the priority High. */
export const shippedMacros = (high: string | undefined): ShippedMacro[] => [
  { name: 'Take it', steps: { assignee: 'me', statusName: 'In progress' } },
  {
    name: 'Ask for details',
    steps: {
      statusName: 'Waiting for customer',
      comment: {
        visibility: 'public',
        text: `Hello {{contact.first_name}},\n\nso that we can help, please tell us what you see on the screen, since when it happens, and whether colleagues have it too. A picture of the screen helps most.${farewell}`,
      },
    },
  },
  {
    name: 'Waiting 3 days then remind',
    steps: {
      statusName: 'Waiting for customer',
      comment: {
        visibility: 'public',
        text: `Hello {{contact.first_name}},\n\nwe wait for your answer to go on with {{ticket.number}}. Just reply to this message.${farewell}`,
      },
      remindAfterDays: 3,
    },
  },
  {
    name: 'Resolved with survey',
    steps: {
      statusName: 'Resolved',
      comment: {
        visibility: 'public',
        text: `Hello {{contact.first_name}},\n\nthis is done now. If something is not as it should be, reply and we go on. How did we do? One line back to us is enough.${farewell}`,
      },
    },
  },
  {
    name: 'Escalate to tier 2',
    steps: {
      ...(high ? { priorityId: high } : {}),
      statusName: 'In progress',
      comment: {
        visibility: 'internal',
        text: 'Escalated to tier 2 by {{me.name}}. Tried so far and what is needed: see the notes above.',
      },
    },
  },
];
export const shippedEscalationPriority = priorityHigh;

export const shippedCannedTexts = [
  {
    name: 'Thanks for the message',
    shortcut: ';thanks',
    body: 'Hello {{contact.first_name}},\n\nthank you for your message. We are looking into it and come back to you.\n\nKind regards\n{{me.name}}',
  },
  {
    name: 'Screenshot, please',
    shortcut: ';screenshot',
    body: 'Could you send us a picture of the whole screen, with the time and the message in view?',
  },
  {
    name: 'Restart, please',
    shortcut: ';restart',
    body: 'Please restart the computer once (Restart, not Shut down) and tell us whether it happens again.',
  },
] as const;
