/** What papers say in each language; a client's language that is not among them gets English. */
export interface PaperWords {
  invoice: string;
  creditNote: string;
  void: string;
  number: string;
  date: string;
  due: string;
  period: string;
  currency: string;
  credits: string;
  reason: string;
  position: string;
  description: string;
  quantity: string;
  unit_price: string;
  reduction: string;
  tax_rate: string;
  tax: string;
  net: string;
  total: string;
  of: string;
  base: string;
  creditUsed: string;
  toPay: string;
  included: string;
}

export const paperWords: Record<'en' | 'de' | 'fr' | 'es', PaperWords> = {
  en: {
    invoice: 'Invoice',
    creditNote: 'Credit note',
    void: 'void',
    number: 'Number',
    date: 'Date',
    due: 'Due',
    period: 'Period',
    currency: 'Currency',
    credits: 'Credits',
    reason: 'Reason',
    position: 'No.',
    description: 'Description',
    quantity: 'Quantity',
    unit_price: 'Price',
    reduction: 'Discount',
    tax_rate: 'Tax rate',
    tax: 'Tax',
    net: 'Amount',
    total: 'Total',
    of: 'of',
    base: 'Net',
    creditUsed: 'Credit used',
    toPay: 'To pay',
    included: 'Included in the fixed fee',
  },
  de: {
    invoice: 'Rechnung',
    creditNote: 'Gutschrift',
    void: 'storniert',
    number: 'Nummer',
    date: 'Datum',
    due: 'Fällig',
    period: 'Zeitraum',
    currency: 'Währung',
    credits: 'Zu Rechnung',
    reason: 'Grund',
    position: 'Pos.',
    description: 'Leistung',
    quantity: 'Menge',
    unit_price: 'Preis',
    reduction: 'Rabatt',
    tax_rate: 'Steuersatz',
    tax: 'Steuer',
    net: 'Betrag',
    total: 'Gesamt',
    of: 'auf',
    base: 'Netto',
    creditUsed: 'Guthaben verrechnet',
    toPay: 'Zu zahlen',
    included: 'In der Pauschale enthalten',
  },
  fr: {
    invoice: 'Facture',
    creditNote: 'Avoir',
    void: 'annulée',
    number: 'Numéro',
    date: 'Date',
    due: 'Échéance',
    period: 'Période',
    currency: 'Devise',
    credits: 'Sur la facture',
    reason: 'Motif',
    position: 'N°',
    description: 'Désignation',
    quantity: 'Quantité',
    unit_price: 'Prix',
    reduction: 'Remise',
    tax_rate: 'Taux',
    tax: 'Taxe',
    net: 'Montant',
    total: 'Total',
    of: 'sur',
    base: 'Net',
    creditUsed: 'Crédit utilisé',
    toPay: 'À payer',
    included: 'Compris dans le forfait',
  },
  es: {
    invoice: 'Factura',
    creditNote: 'Nota de crédito',
    void: 'anulada',
    number: 'Número',
    date: 'Fecha',
    due: 'Vencimiento',
    period: 'Periodo',
    currency: 'Moneda',
    credits: 'De la factura',
    reason: 'Motivo',
    position: 'N.º',
    description: 'Concepto',
    quantity: 'Cantidad',
    unit_price: 'Precio',
    reduction: 'Descuento',
    tax_rate: 'Tipo',
    tax: 'Impuesto',
    net: 'Importe',
    total: 'Total',
    of: 'de',
    base: 'Neto',
    creditUsed: 'Crédito usado',
    toPay: 'A pagar',
    included: 'Incluido en la cuota fija',
  },
};

const homes = { en: 'en-US', de: 'de-DE', fr: 'fr-FR', es: 'es-ES' } as const;
type Known = keyof typeof homes;

/** The words of a paper and the locale of its amounts and dates: a region of the language keeps its own. */
export function wordsFor(language: 'client' | Known, locale: string): { words: PaperWords; locale: string } {
  const spoken = locale.split('-')[0] ?? 'en';
  if (language === 'client') return { words: paperWords[spoken in homes ? (spoken as Known) : 'en'], locale };
  return { words: paperWords[language], locale: spoken === language ? locale : homes[language] };
}
