'use client';

import { Badge, Button, ColorSwatch, Group, Menu, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, Section, toastError, toastSuccess, QueryState } from '@kelp/ui';
import {
  assignInvoiceTemplate,
  contractKinds,
  deleteInvoiceTemplate,
  listInvoiceTemplates,
  type ContractKind,
  type InvoiceTemplateCard,
} from '../contract';
import { chosenTemplate } from './chosen-template';
import { t } from './strings';

const InvoiceTemplateDialog = lazy(() =>
  import('./invoice-template-dialog').then((file) => ({ default: file.InvoiceTemplateDialog })),
);
const TemplateClients = lazy(() => import('./template-clients').then((file) => ({ default: file.TemplateClients })));

interface RowProps {
  template: InvoiceTemplateCard;
  mayChange: boolean;
  on: (what: 'copy' | 'clients' | 'default' | 'delete') => void;
  onKind: (kind: ContractKind, isChosen: boolean) => void;
}

function RowActions({ template, on, onKind }: RowProps) {
  const { name, isDefault, isStandard, contractKinds: kinds } = template;
  return (
    <Group gap="xs">
      {!isDefault && (
        <Button
          size="xs"
          variant="default"
          onClick={() => on('default')}
          aria-label={t('template.makeDefaultLabel', { name })}
        >
          {t('template.makeDefault')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        onClick={() => on('clients')}
        aria-label={t('template.clientsLabel', { name })}
      >
        {t('template.clients')}
      </Button>
      <Menu closeOnItemClick={false}>
        <Menu.Target>
          <Button size="xs" variant="default" aria-label={t('template.kindsLabel', { name })}>
            {t('template.kinds')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {contractKinds.map((kind) => (
            <Menu.Item
              key={kind}
              role="menuitemcheckbox"
              aria-checked={kinds.includes(kind)}
              leftSection={kinds.includes(kind) ? '✓' : ' '}
              onClick={() => onKind(kind, !kinds.includes(kind))}
            >
              {t(`template.kind.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="default" onClick={() => on('copy')} aria-label={t('template.copyLabel', { name })}>
        {t('template.copy')}
      </Button>
      {!isStandard && (
        <Button
          size="xs"
          variant="default"
          onClick={() => on('delete')}
          aria-label={t('template.deleteLabel', { name })}
        >
          {t('template.delete')}
        </Button>
      )}
    </Group>
  );
}

function TemplateRow(props: RowProps) {
  const { id, name, accentColor, isDefault, isStandard, clients, contractKinds: kinds } = props.template;
  const uses = [...kinds.map((kind) => t(`template.kind.${kind}`)), ...clients.map((client) => client.name)];
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm" py={10}>
      <div style={{ minWidth: 0, flex: '1 1 220px' }}>
        <Group gap="xs">
          <ColorSwatch color={accentColor} size={14} aria-hidden="true" />
          <Link href={`/msp/settings/invoices/templates/${id}`}>{name}</Link>
          {isDefault && <Badge>{t('template.default')}</Badge>}
        </Group>
        <Text c="dimmed" size="sm">
          {[
            isStandard ? t('template.shipped') : t('template.own'),
            ...(uses.length > 0 ? [t('template.usedBy', { clients: uses.join(', ') })] : []),
          ].join(' · ')}
        </Text>
      </div>
      {props.mayChange && <RowActions {...props} />}
    </Group>
  );
}

type Open = { what: 'copy' | 'clients' | 'delete'; id: string } | null;

/** The templates that come with Kelp and the workspace's own: which holds where, and the way to the designer. */
export function TemplateList({ mayChange }: { mayChange: boolean }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const query = useQuery({
    queryKey: [listInvoiceTemplates.name],
    queryFn: ({ signal }) => call(listInvoiceTemplates, {}, { signal }),
  });
  const templates = query.data?.templates ?? [];
  const chosen = templates.find(({ id }) => id === open?.id);
  const refresh = () => queries.invalidateQueries({ queryKey: [listInvoiceTemplates.name] });

  async function assign(template: InvoiceTemplateCard, kind: ContractKind | null, isChosen: boolean) {
    try {
      await call(assignInvoiceTemplate, { contractKind: kind, ...(isChosen ? chosenTemplate(template) : {}) });
      if (!kind) toastSuccess(t('template.isDefaultNow', { name: template.name }));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Section
      title={t('template.title')}
      actions={
        mayChange && (
          <Button size="xs" onClick={() => setOpen({ what: 'copy', id: 'standard' })}>
            {t('template.new')}
          </Button>
        )
      }
    >
      <QueryState query={query} lines={3} />
      <Text c="dimmed">{t('template.lead')}</Text>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {templates.map((template) => (
          <TemplateRow
            key={template.id}
            template={template}
            mayChange={mayChange}
            on={(what) => (what === 'default' ? void assign(template, null, true) : setOpen({ what, id: template.id }))}
            onKind={(kind, isChosen) => void assign(template, kind, isChosen)}
          />
        ))}
      </ul>
      <Suspense>
        {open?.what === 'copy' && (
          <InvoiceTemplateDialog
            templates={templates}
            copyOf={open.id}
            onClose={() => setOpen(null)}
            onSaved={refresh}
          />
        )}
        {open?.what === 'clients' && chosen && (
          <TemplateClients template={chosen} onClose={() => setOpen(null)} onChanged={refresh} />
        )}
      </Suspense>
      <ConfirmDialog
        opened={open?.what === 'delete' && chosen !== undefined}
        title={t('template.deleteTitle', { name: chosen?.name ?? '' })}
        confirmLabel={t('template.delete')}
        onConfirm={async () => {
          if (chosen) await call(deleteInvoiceTemplate, { id: chosen.id, version: chosen.version });
          await refresh();
        }}
        onClose={() => setOpen(null)}
      >
        <p>{t('template.deleteText')}</p>
      </ConfirmDialog>
    </Section>
  );
}
