import {
  columnKinds,
  fieldKinds,
  invoiceDesign,
  sectionKinds,
  type InvoiceDesign,
  type StandardCode,
} from '../contract/template-contracts';

const showing = <K extends string>(kinds: readonly K[], shown: readonly K[]) =>
  kinds.map((kind) => ({ kind, isShown: shown.includes(kind), label: '' }));

const footer = 'Thank you for your business.';

/** The templates that come with Kelp: every workspace has them, nobody changes them; copy one to make it your own. */
export const standardTemplates: Record<StandardCode, { name: string; design: InvoiceDesign }> = {
  standard: { name: 'Standard', design: invoiceDesign.parse({ footer }) },
  compact: {
    name: 'Compact',
    design: invoiceDesign.parse({
      footer,
      textSize: 'small',
      accentColor: '#0f172a',
      columns: showing(columnKinds, ['description', 'quantity', 'net']),
      fields: showing(fieldKinds, ['number', 'date', 'due']),
    }),
  },
  detailed: {
    name: 'Detailed',
    design: invoiceDesign.parse({
      footer,
      textSize: 'small',
      showsZeroLines: true,
      columns: showing(columnKinds, ['position', 'description', 'period', 'quantity', 'unit_price', 'tax_rate', 'net']),
      fields: showing(fieldKinds, fieldKinds),
      sections: showing(sectionKinds, sectionKinds),
    }),
  },
};
