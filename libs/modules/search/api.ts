import { defineResource, type Resource } from '@kelp/kernel';
import { findRecordsQuery } from './queries/find-records';
import { suggestRecordsQuery } from './queries/suggest-records';

/** What this room offers under /api/v1. */
export const searchResources: readonly Resource[] = [
  defineResource('search', {
    list: findRecordsQuery,
    reads: { suggest: suggestRecordsQuery },
  }),
];
