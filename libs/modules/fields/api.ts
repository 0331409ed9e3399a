import { defineResource, type Resource } from '@kelp/kernel';
import { createFieldAction } from './actions/create-field';
import { deleteFieldAction } from './actions/delete-field';
import { orderFieldsAction } from './actions/order-fields';
import { updateFieldAction } from './actions/update-field';
import { fieldFormQuery } from './queries/field-form';
import { listFieldsQuery } from './queries/list-fields';

/** What this room offers under /api/v1. */
export const fieldsResources: readonly Resource[] = [
  defineResource('custom-fields', {
    list: listFieldsQuery,
    create: createFieldAction,
    update: updateFieldAction,
    remove: deleteFieldAction,
    reads: { form: fieldFormQuery },
    common: { order: orderFieldsAction },
  }),
];
