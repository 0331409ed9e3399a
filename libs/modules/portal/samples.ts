import type { Ctx } from '@kelp/kernel';
import type { Ids, Samples } from '@kelp/testing';
import { emptyContent } from './requests/write-definition';
import {
  serviceRequestAttachments,
  serviceRequestDefinitionClients,
  serviceRequestDefinitionRoles,
  serviceRequestDefinitions,
  serviceRequestSubmissions,
  serviceRequestVersions,
} from './requests/tables';
import { visibilityGroupBoards, visibilityGroupPeople, visibilityGroups } from './tables';

/** A published form, and a request by it that waits. */
async function makeRequest(ctx: Ctx, ids: Ids): Promise<Record<string, string>> {
  const content = { ...emptyContent('New employee'), needsApproval: true };
  const { id: definitionId } = await ctx.db.insert(serviceRequestDefinitions, {
    name: content.name,
    draft: content,
    state: 'published',
  });
  const version = await ctx.db.insert(serviceRequestVersions, { definitionId, number: 1, content });
  await ctx.db.insert(serviceRequestDefinitionClients, { definitionId, clientId: ids['client'] ?? '' });
  await ctx.db.insert(serviceRequestDefinitionRoles, { definitionId, roleId: ids['role'] ?? '' });
  const request = await ctx.db.insert(serviceRequestSubmissions, {
    definitionId,
    versionId: version.id,
    clientId: ids['client'] ?? '',
    contactId: ids['contact'] ?? null,
    userId: ids['user'] ?? '',
    answers: [{ key: 'who', label: 'Who comes?', kind: 'text', words: 'Nina New', value: 'Nina New' }],
    state: 'submitted',
  });
  const file = await ctx.db.insert(serviceRequestAttachments, {
    serviceRequestId: request.id,
    fieldKey: 'papers',
    filename: 'contract.pdf',
    contentType: 'application/pdf',
    size: 3n,
    sha256: 'aa',
    storageKey: `${ctx.tenant}/upload/papers`,
  });
  return {
    service_request_definition: definitionId,
    service_request_version: version.id,
    service_request: request.id,
    service_request_attachment: file.id,
  };
}

const group = (name: string, ids: Record<string, string | undefined>) => ({
  name,
  reach: 'some',
  memberIds: [ids['contact']],
  boardIds: [ids['board']],
});

export const samples: Samples = {
  make: async (ctx, ids) => {
    const group = { clientId: ids['client'] ?? '', name: 'Front desk', reach: 'some' as const };
    const { id } = await ctx.db.insert(visibilityGroups, group);
    await ctx.db.insert(visibilityGroupPeople, { groupId: id, contactId: ids['contact'] ?? '', part: 'member' });
    await ctx.db.insert(visibilityGroupBoards, { groupId: id, boardId: ids['board'] ?? '' });
    return { visibility_group: id, ...(await makeRequest(ctx, ids)) };
  },
  inputs: {
    'portal.home': () => ({}),
    'portal.interactions': () => ({}),
    'portal_ticket.list': () => ({}),
    'portal_ticket.get': (ids) => ({ id: ids['ticket'] }),
    'portal_ticket.create': () => ({ title: 'The scanner makes stripes' }),
    'portal_ticket.form': () => ({}),
    'portal_ticket.fill': (ids) => ({ id: ids['ticket'], custom: {} }),
    'portal_ticket.reply': (ids) => ({ id: ids['ticket'], text: 'It still does.' }),
    'portal_ticket.close': (ids) => ({ id: ids['ticket'] }),
    'portal_ticket.reopen': (ids) => ({ id: ids['ticket'] }),
    'portal_ticket.attachment': (ids) => ({ id: ids['attachment'] }),
    'visibility_group.list': (ids) => ({ clientId: ids['client'] }),
    'visibility_group.create': (ids) => ({ clientId: ids['client'], ...group('Branch', ids) }),
    'visibility_group.update': (ids) => ({ id: ids['visibility_group'], ...group('Front office', ids) }),
    'visibility_group.delete': (ids) => ({ id: ids['visibility_group'] }),
    'visibility_group.preview': (ids) => ({ clientId: ids['client'], contactId: ids['contact'] }),
    'portal_group.list': () => ({}),
    'portal_group.create': (ids) => group('Office', ids),
    'portal_group.update': (ids) => ({ id: ids['visibility_group'], ...group('Office', ids) }),
    'portal_group.delete': (ids) => ({ id: ids['visibility_group'] }),
    'portal_group.preview': (ids) => ({ contactId: ids['contact'] }),
    'service_request_definition.list': () => ({}),
    'service_request_definition.choices': () => ({}),
    'service_request_definition.get': (ids) => ({ id: ids['service_request_definition'] }),
    'service_request_definition.create': (ids) => ({
      name: 'A further screen',
      fields: [{ key: 'size', label: 'How big?', kind: 'text' }],
      serviceId: ids['service'],
      ticket: {
        title: 'Screen, {{size}}',
        boardId: ids['board'],
        typeId: ids['ticket type'],
        categoryId: ids['category'],
        subcategoryId: ids['subcategory'],
        priorityId: ids['priority'],
        checklistTemplateId: ids['checklist template'],
      },
      clientIds: [ids['client']],
    }),
    'service_request_definition.update': (ids) => ({
      id: ids['service_request_definition'],
      description: 'For whom begins soon.',
      clientIds: [ids['client']],
      roleIds: null,
    }),
    'service_request_definition.publish': (ids) => ({ id: ids['service_request_definition'] }),
    'service_request_definition.archive': (ids) => ({ id: ids['service_request_definition'] }),
    'service_request_definition.restore': (ids) => ({ id: ids['service_request_definition'] }),
    'service_request_definition.delete': (ids) => ({ id: ids['service_request_definition'] }),
    'service_request.list': (ids) => ({ clientId: ids['client'] }),
    'service_request.get': (ids) => ({ id: ids['service_request'] }),
    'service_request.forms': (ids) => ({ clientId: ids['client'] }),
    'service_request.form': (ids) => ({ id: ids['service_request_definition'], clientId: ids['client'] }),
    'service_request.create': (ids) => ({
      id: ids['service_request_definition'],
      versionId: ids['service_request_version'],
      clientId: ids['client'],
      contactId: ids['contact'],
    }),
    'service_request.of_ticket': (ids) => ({ ticketId: ids['ticket'] }),
    'service_request.approve': (ids) => ({ id: ids['service_request'] }),
    'service_request.refuse': (ids) => ({ id: ids['service_request'], reason: 'Not this year.' }),
    'portal_request.catalogue': () => ({}),
    'portal_request.form': (ids) => ({ id: ids['service_request_definition'] }),
    'portal_request.submit': (ids) => ({
      id: ids['service_request_definition'],
      versionId: ids['service_request_version'],
      answers: {},
    }),
    'portal_request.list': () => ({}),
    'portal_request.get': (ids) => ({ id: ids['service_request'] }),
    'portal_request.file': (ids) => ({ id: ids['service_request_attachment'] }),
    'portal_request.approve': (ids) => ({ id: ids['service_request'] }),
    'portal_request.refuse': (ids) => ({ id: ids['service_request'], reason: 'Not this year.' }),
    'portal_request.withdraw': (ids) => ({ id: ids['service_request'] }),
    'portal_payment.options': () => ({}),
    'portal_payment.start': (ids) => ({ invoices: [{ invoiceId: ids['invoice'] }] }),
    'portal_payment.get': (ids) => ({ id: ids['online payment'] }),
    'portal_payment.look': (ids) => ({ id: ids['online payment'] }),
    'portal_invoice.list': () => ({}),
    'portal_invoice.get': (ids) => ({ id: ids['invoice'] }),
    'portal_invoice.xml': (ids) => ({ id: ids['invoice'] }),
    'portal_invoice.pdf': (ids) => ({ id: ids['invoice'] }),
  },
};
