'use client';

import { Text } from '@mantine/core';
import { Dialog, ExactTime } from '@kelp/ui';
import type { AuditRow } from '../../contract';
import { t } from '../strings';
import { doorName, recordOf } from './audit-words';

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One change with the values before and after it. */
export function AuditDetails({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const names = [...new Set([...Object.keys(row.before ?? {}), ...Object.keys(row.after ?? {})])];
  return (
    <Dialog opened onClose={onClose} title={row.action} size="lg">
      <Text size="sm">
        {t('audit.by', { who: row.actorName, door: doorName(row.door) })} <ExactTime at={row.at} />
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        {recordOf(row)} {row.subjectId}
      </Text>
      <table className="kelp-audit-values">
        <thead>
          <tr>
            <th scope="col">{t('audit.field')}</th>
            <th scope="col">{t('audit.before')}</th>
            <th scope="col">{t('audit.after')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{shown(row.before?.[name])}</td>
              <td>{shown(row.after?.[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
