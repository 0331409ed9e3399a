'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { toastSuccess } from '@kelp/ui';
import { getBoard, getTicketLists, listBoards } from '../../contract';

export type BoardSettings = z.output<typeof getBoard.output>;
export type TicketLists = z.output<typeof getTicketLists.output>;

const topics = ['board', 'ticket_settings'];

export const useBoards = () =>
  useQuery({
    queryKey: [listBoards.name],
    queryFn: ({ signal }) => call(listBoards, {}, { signal }),
    meta: { topics },
  });

/** One board with everything that is set about it. */
export const useBoard = (id: string) =>
  useQuery({
    queryKey: [getBoard.name, id],
    queryFn: ({ signal }) => call(getBoard, { id }, { signal }),
    meta: { topics },
  });

/** Priorities, types and resolution codes. */
export const useTicketLists = () =>
  useQuery({
    queryKey: [getTicketLists.name],
    queryFn: ({ signal }) => call(getTicketLists, {}, { signal }),
    meta: { topics },
  });

/** Says that something is saved and asks for boards and tickets again. */
export function useSaved(): (said: string) => Promise<void> {
  const client = useQueryClient();
  return async (said) => {
    await client.invalidateQueries({
      predicate: ({ queryKey }) => /^(board|ticket|ticket_settings)\./.test(String(queryKey[0])),
    });
    toastSuccess(said);
  };
}

/** Whether standard types may be imported into a list of these settings. */
export const mayImport = (settings: { abilities: readonly string[] }): boolean =>
  mayChange(settings) && settings.abilities.includes('standard_type.import');

export const mayChange = ({ abilities }: { abilities: readonly string[] }): boolean =>
  abilities.includes('ticket_settings.update');
