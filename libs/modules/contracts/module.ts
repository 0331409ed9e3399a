import { catalogModule } from '@kelp/catalog';
import { clientsModule } from '@kelp/clients';
import { defineModule } from '@kelp/kernel';
import {
  billingProfiles,
  contractLines,
  contractLineServices,
  contractLineTerms,
  contracts,
  contractVersions,
  rateRules,
} from './tables';

export const contractsModule = defineModule('contracts', {
  needs: [catalogModule, clientsModule],
  tables: [
    billingProfiles,
    contracts,
    contractVersions,
    contractLines,
    contractLineServices,
    contractLineTerms,
    rateRules,
  ],
});
