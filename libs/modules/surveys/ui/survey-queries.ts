'use client';

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { getSurveyResults, listSurveys, listSurveyTemplates, listSurveyTriggers, listTicketSurveys } from '../contract';

const meta = { topics: ['survey'] };

export type ResultsQuestion = z.output<typeof getSurveyResults.input>;
export type ListQuestion = Omit<z.output<typeof listSurveys.input>, 'after' | 'limit'>;

export const useSurveyTemplates = (enabled = true) =>
  useQuery({
    queryKey: [listSurveyTemplates.name],
    queryFn: ({ signal }) => call(listSurveyTemplates, {}, { signal }),
    meta,
    enabled,
  });

export const useSurveyTriggers = () =>
  useQuery({
    queryKey: [listSurveyTriggers.name],
    queryFn: ({ signal }) => call(listSurveyTriggers, {}, { signal }),
    meta,
  });

export const useSurveyResults = (question: ResultsQuestion) =>
  useQuery({
    queryKey: [getSurveyResults.name, question],
    queryFn: ({ signal }) => call(getSurveyResults, question, { signal }),
    placeholderData: keepPreviousData,
    meta,
  });

export const useSurveys = (question: ListQuestion, limit = 25) =>
  useInfiniteQuery({
    queryKey: [listSurveys.name, question, limit],
    queryFn: ({ pageParam, signal }) =>
      call(listSurveys, { ...question, limit, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta,
  });

export const useTicketSurveys = (ticketId: string) =>
  useQuery({
    queryKey: [listTicketSurveys.name, ticketId],
    queryFn: ({ signal }) => call(listTicketSurveys, { ticketId }, { signal }),
    meta,
  });

/** Asks for everything about surveys again, after a change. */
export function useRefreshSurveys(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('survey') });
}
