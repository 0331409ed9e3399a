import { createServiceRequestDefinition, publishServiceRequestDefinition } from '@kelp/portal';
import { boards, checklistTemplates, ticketTypes } from '@kelp/tickets';
import type { Stage } from './stage';

const question = { hint: '', options: [], isRequired: false, onlyIf: null };

const newEmployee = {
  name: 'New employee',
  description: 'Account, mailbox and workplace for somebody who begins. Please tell us a week ahead.',
  needsApproval: true,
  fields: [
    { ...question, key: 'who', label: 'Who begins?', kind: 'text' as const, isRequired: true },
    { ...question, key: 'first_day', label: 'First day', kind: 'date' as const, isRequired: true },
    { ...question, key: 'reports_to', label: 'Reports to', kind: 'contact' as const },
    { ...question, key: 'laptop', label: 'A laptop is needed', kind: 'checkbox' as const },
    {
      ...question,
      key: 'model',
      label: 'Which laptop?',
      kind: 'select' as const,
      options: [
        { key: 'light', label: 'Light, 13 inch' },
        { key: 'strong', label: 'Strong, 16 inch' },
      ],
      isRequired: true,
      onlyIf: { key: 'laptop', value: true },
    },
    { ...question, key: 'papers', label: 'Papers', kind: 'file' as const },
  ],
};

const softwareInstall = {
  name: 'Install software',
  description: 'We install it on your device, and ask when it suits you.',
  needsApproval: false,
  fields: [
    { ...question, key: 'software', label: 'Which software?', kind: 'text' as const, isRequired: true },
    {
      ...question,
      key: 'device',
      label: 'On which device?',
      kind: 'text' as const,
      hint: 'Its name is on the sticker.',
    },
    { ...question, key: 'why', label: 'What is it for?', kind: 'long_text' as const },
  ],
};

/** Two forms of the service catalogue, published by the workspace's owner. */
export async function buildServiceCatalogue(stage: Stage, at: Date): Promise<void> {
  const [desk, type, checklist] = await stage.inside(at, async (ctx) => [
    await ctx.db.find(boards, { name: 'Service Desk' }),
    await ctx.db.find(ticketTypes, { name: 'Service request' }),
    await ctx.db.find(checklistTemplates, { name: 'New user' }),
  ]);
  const usual = { boardId: desk?.id ?? null, typeId: type?.id ?? null };
  const nothing = { categoryId: null, subcategoryId: null, priorityId: null, checklistTemplateId: null };
  const everybody = { clientIds: null, roleIds: null, serviceId: null };
  const forms = [
    {
      ...newEmployee,
      ticket: { ...usual, ...nothing, title: 'New employee: {{who}}', checklistTemplateId: checklist?.id ?? null },
    },
    { ...softwareInstall, ticket: { ...usual, ...nothing, title: 'Install {{software}}' } },
  ];
  for (const form of forms) {
    const { id } = await stage.as('olive', at, createServiceRequestDefinition, { ...form, ...everybody });
    await stage.as('olive', at, publishServiceRequestDefinition, { id });
  }
}
