'use client';

import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, Kbd, toastSuccess, useKeys, type KeyBindings } from '@kelp/ui';
import { deleteDraft, type InvoiceDetail } from '../contract';
import { asksForMoney, isOurs } from '../domain/document-kind';
import { useRefreshBilling } from './billing-queries';
import { FinaliseDialog } from './finalise-dialog';
import { PaymentDialog } from './payment-dialog';
import { SendDialog } from './send-dialog';
import { t } from './strings';
import { VoidDialog } from './void-dialog';

const CreditNoteDialog = lazy(() =>
  import('./credit-note-dialog').then((file) => ({ default: file.CreditNoteDialog })),
);
const CreditOpeningDialog = lazy(() =>
  import('./credit-opening-dialog').then((file) => ({ default: file.CreditOpeningDialog })),
);
const CorrectDialog = lazy(() => import('./correct-dialog').then((file) => ({ default: file.CorrectDialog })));
const WriteOffDialog = lazy(() => import('./write-off-dialog').then((file) => ({ default: file.WriteOffDialog })));

type Act = 'finalise' | 'send' | 'payment' | 'credit' | 'creditOpening' | 'correct' | 'writeOff' | 'void' | 'delete';

/** What this person may do with this invoice as it stands; the main act last. */
function offered({ kind, state, amountDue, creditNotes, abilities }: InvoiceDetail): Act[] {
  const may = (permission: string) => abilities.includes(permission);
  if (state === 'draft')
    return [
      ...(may('invoice.delete') ? ['delete' as const] : []),
      ...(may('invoice.finalize') ? ['finalise' as const] : []),
    ];
  if (state === 'void') return [];
  const isInvoice = kind === 'invoice';
  const asks = asksForMoney(kind);
  return [
    ...(isInvoice && may('invoice.credit') ? ['credit' as const] : []),
    ...(isInvoice && may('invoice.credit') && may('invoice.create') && creditNotes.length === 0
      ? ['correct' as const]
      : []),
    ...(!isOurs(kind) && may('invoice.credit') && amountDue > 0n ? ['creditOpening' as const] : []),
    ...(asks && may('invoice.write_off') && amountDue > 0n ? ['writeOff' as const] : []),
    ...(may('invoice.void') ? ['void' as const] : []),
    ...(isOurs(kind) && may('invoice.send') ? ['send' as const] : []),
    ...(may('payment.create') && amountDue > 0n ? ['payment' as const] : []),
  ];
}

const keys: Partial<Record<Act, string>> = { finalise: 'f', send: 's', payment: 'p' };
const labels = {
  finalise: 'finalise',
  send: 'send',
  payment: 'payment',
  credit: 'creditNote',
  creditOpening: 'creditOpening',
  correct: 'correct',
  writeOff: 'writeOff',
  void: 'void',
  delete: 'delete.confirm',
} as const;
/** Acts that take something back stand apart, in the menu. */
const apartActs: readonly Act[] = ['credit', 'creditOpening', 'correct', 'writeOff', 'void', 'delete'];
const isApart = (act: Act) => apartActs.includes(act);
const isHarsh = (act: Act) => act === 'void' || act === 'delete' || act === 'writeOff';

/** The buttons of an invoice and the dialogs behind them: F finalises, S sends, P records a payment. */
export function InvoiceActions({ invoice }: { invoice: InvoiceDetail }) {
  const router = useRouter();
  const refresh = useRefreshBilling();
  const [open, setOpen] = useState<Act | null>(null);
  const acts = offered(invoice);
  const buttons = acts.filter((act) => !isApart(act));
  const apart = acts.filter(isApart);
  const close = () => setOpen(null);
  const bindings: KeyBindings = Object.fromEntries(
    buttons.map((act) => [keys[act] ?? '', { label: t(labels[act]), run: () => setOpen(act) }]),
  );
  useKeys('page', bindings);

  return (
    <>
      {apart.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label={t('more')} px={8}>
              <IconDots size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {apart.map((act) => (
              <Menu.Item key={act} {...(isHarsh(act) ? { color: 'red' } : {})} onClick={() => setOpen(act)}>
                {t(labels[act])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {buttons.map((act, at) => (
        <Button
          key={act}
          variant={at === buttons.length - 1 ? 'filled' : 'default'}
          onClick={() => setOpen(act)}
          rightSection={<Kbd keys={keys[act] ?? ''} />}
        >
          {t(labels[act])}
        </Button>
      ))}
      <FinaliseDialog chosen={open === 'finalise' ? { invoice } : null} onClose={close} />
      {open === 'send' && <SendDialog invoice={invoice} onClose={close} />}
      {open === 'payment' && <PaymentDialog invoice={invoice} onClose={close} />}
      <Suspense>
        {open === 'credit' && <CreditNoteDialog invoice={invoice} onClose={close} />}
        {open === 'creditOpening' && <CreditOpeningDialog invoice={invoice} onClose={close} />}
        {open === 'correct' && <CorrectDialog invoice={invoice} onClose={close} />}
        {open === 'writeOff' && <WriteOffDialog invoice={invoice} onClose={close} />}
      </Suspense>
      {open === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
      <ConfirmDialog
        opened={open === 'delete'}
        danger
        title={t('delete.title')}
        confirmLabel={t('delete.confirm')}
        onClose={close}
        onConfirm={async () => {
          await call(deleteDraft, { id: invoice.id, version: invoice.version });
          toastSuccess(t('delete.done'));
          router.push('/msp/billing/invoices?show=draft');
          void refresh();
        }}
      >
        <p>{t('delete.text', { client: invoice.client.name })}</p>
      </ConfirmDialog>
    </>
  );
}
