import { defineModule } from '@kelp/kernel';
import { fieldsResources } from './api';
import { tagsModule } from '@kelp/tags';
import { createFieldAction } from './actions/create-field';
import { deleteFieldAction } from './actions/delete-field';
import { orderFieldsAction } from './actions/order-fields';
import { updateFieldAction } from './actions/update-field';
import { fieldsChanged } from './events';
import { fieldPermissions } from './permissions';
import { fieldChoicesQuery } from './queries/field-choices';
import { fieldFormQuery } from './queries/field-form';
import { listFieldsQuery } from './queries/list-fields';
import { recordFieldsQuery } from './queries/record-fields';
import { fieldDefinitions, fieldValues } from './tables';

export const fieldsModule = defineModule('fields', {
  needs: [tagsModule],
  tables: [fieldDefinitions, fieldValues],
  permissions: fieldPermissions,
  events: [fieldsChanged],
  actions: [createFieldAction, updateFieldAction, deleteFieldAction, orderFieldsAction],
  queries: [fieldChoicesQuery, listFieldsQuery, fieldFormQuery, recordFieldsQuery],
  resources: fieldsResources,
});
