'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  listCostRates,
  listMarginLines,
  listRecurringLines,
  listUnbilled,
  readMargin,
  readRecurringRevenue,
  readUnbilled,
} from '../contract';

const contractTopics = ['contract', 'client'];
const workTopics = ['invoice', 'billing_run', 'time_entry', 'contract', 'client', 'service'];
const costTopics = ['invoice', 'time_entry', 'cost_rate'];

export function useRecurringRevenue(input: z.input<typeof readRecurringRevenue.input>) {
  return useQuery({
    queryKey: [readRecurringRevenue.name, input],
    queryFn: ({ signal }) => call(readRecurringRevenue, input, { signal }),
    placeholderData: keepPreviousData,
    meta: { topics: contractTopics },
  });
}

export function useRecurringLines(input: z.input<typeof listRecurringLines.input>) {
  return useQuery({
    queryKey: [listRecurringLines.name, input],
    queryFn: ({ signal }) => call(listRecurringLines, input, { signal }),
    meta: { topics: contractTopics },
  });
}

export function useMargin(input: z.output<typeof readMargin.input>) {
  return useQuery({
    queryKey: [readMargin.name, input],
    queryFn: ({ signal }) => call(readMargin, input, { signal }),
    placeholderData: keepPreviousData,
    meta: { topics: costTopics },
  });
}

export function useMarginLines(input: z.output<typeof listMarginLines.input>) {
  return useQuery({
    queryKey: [listMarginLines.name, input],
    queryFn: ({ signal }) => call(listMarginLines, input, { signal }),
    meta: { topics: costTopics },
  });
}

export function useUnbilled() {
  return useQuery({
    queryKey: [readUnbilled.name],
    queryFn: ({ signal }) => call(readUnbilled, {}, { signal }),
    meta: { topics: workTopics },
  });
}

export function useUnbilledItems(input: z.input<typeof listUnbilled.input>) {
  return useQuery({
    queryKey: [listUnbilled.name, input],
    queryFn: ({ signal }) => call(listUnbilled, input, { signal }),
    meta: { topics: workTopics },
  });
}

export function useCostRates() {
  return useQuery({
    queryKey: [listCostRates.name],
    queryFn: ({ signal }) => call(listCostRates, {}, { signal }),
    meta: { topics: ['cost_rate'] },
  });
}
