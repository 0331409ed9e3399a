'use client';

import { SegmentedControl, Select, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { invitePortalUser } from '../contract';
import { useRefreshPeople } from './people-queries';
import { portalRoleOf, portalRoles, type PortalRoleName } from './portal-role-choice';
import { t } from './strings';

/** A contact as far as the portal cares. */
export interface PortalContact {
  id: string;
  fullName: string;
  email: string | null;
  isInactive: boolean;
}

/** Opens the portal for one of these contacts and mails the invitation. */
export function PortalInviteDialog({ contacts, onClose }: { contacts: readonly PortalContact[]; onClose: () => void }) {
  const refresh = useRefreshPeople();
  const form = useForm({ initialValues: { contactId: contacts[0]?.id ?? '', role: 'User' as PortalRoleName } });

  async function submit() {
    const { contactId, role } = form.values;
    await call(invitePortalUser, { contactId, role });
    toastSuccess(t('portal.invited', { name: contacts.find(({ id }) => id === contactId)?.fullName ?? '' }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('portal.invite')}
      submitLabel={t('portal.send')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <Select
        label={t('portal.contact')}
        description={t(contacts.length > 0 ? 'portal.contactHint' : 'portal.noContact')}
        placeholder={t('portal.findContact')}
        data={contacts.map(({ id, fullName, email }) => ({ value: id, label: `${fullName} (${email ?? ''})` }))}
        searchable
        allowDeselect={false}
        required
        disabled={contacts.length === 0}
        data-autofocus
        {...form.getInputProps('contactId')}
      />
      <div>
        <SegmentedControl
          aria-label={t('portal.role')}
          data={portalRoles()}
          value={form.values.role}
          onChange={(value) => form.setFieldValue('role', portalRoleOf(value) ?? 'User')}
        />
        <Text c="dimmed" size="sm" mt={6}>
          {t('portal.lead')}
        </Text>
      </div>
    </FormDialog>
  );
}
