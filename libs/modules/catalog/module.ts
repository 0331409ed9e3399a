import { defineModule } from '@kelp/kernel';
import { servicePrices, services, taxCategories, taxRates } from './tables';

export const catalogModule = defineModule('catalog', { tables: [taxCategories, taxRates, services, servicePrices] });
