'use client';

import { Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { EmptyState, ErrorState, Section, toastError, toastSuccess } from '@kelp/ui';
import { removeTaxPlace, type TaxPlaceCard } from '../contract';
import { t } from './strings';
import { TaxPlaceDialog } from './tax-place-dialog';
import { useRefreshTax, useTaxPlaces } from './tax-queries';

/** How deep a place lies in others. */
const depthOf = (place: TaxPlaceCard, places: readonly TaxPlaceCard[]): number => {
  const parent = places.find(({ id }) => id === place.parentId);
  return parent ? depthOf(parent, places) + 1 : 0;
};

/** Places in each other: by them the address of a client finds its taxes. */
export function TaxPlacesSection() {
  const { data, error, refetch } = useTaxPlaces();
  const refresh = useRefreshTax();
  const [edited, setEdited] = useState<TaxPlaceCard | 'new' | null>(null);
  const mayChange = data?.abilities.includes('tax.update') ?? false;
  const places = data?.places ?? [];

  async function remove({ id, name }: TaxPlaceCard) {
    try {
      await call(removeTaxPlace, { id });
      toastSuccess(t('place.removed', { name }));
      await refresh();
    } catch (failure) {
      toastError(failure);
    }
  }

  return (
    <Section
      title={t('place.title')}
      actions={
        mayChange && (
          <Button size="xs" variant="default" onClick={() => setEdited('new')}>
            {t('place.new')}
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && places.length === 0 && <EmptyState title={t('place.empty')} text={t('place.emptyText')} />}
      {places.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={6} aria-label={t('place.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('service.name')}</Table.Th>
                <Table.Th>{t('place.code')}</Table.Th>
                <Table.Th>{t('place.kind')}</Table.Th>
                <Table.Th>{t('place.found')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {places.map((place) => (
                <Table.Tr key={place.id}>
                  <Table.Td style={{ paddingInlineStart: 8 + 18 * depthOf(place, places) }}>{place.name}</Table.Td>
                  <Table.Td className="kelp-num">{place.code}</Table.Td>
                  <Table.Td>{t(`place.kind.${place.kind}`)}</Table.Td>
                  <Table.Td className="kelp-muted">{[...place.aliases, ...place.postalCodes].join(', ')}</Table.Td>
                  <Table.Td>
                    {mayChange && (
                      <Group gap={6} justify="flex-end" wrap="nowrap">
                        <Button size="compact-xs" variant="default" onClick={() => setEdited(place)}>
                          {t('place.change')}
                        </Button>
                        <Button size="compact-xs" variant="default" onClick={() => void remove(place)}>
                          {t('place.remove')}
                        </Button>
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {edited && (
        <TaxPlaceDialog place={edited === 'new' ? null : edited} places={places} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}
