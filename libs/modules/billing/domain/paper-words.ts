/** What papers say in each language; a client's language that is not among them gets English. */
export interface PaperWords {
  invoice: string;
  creditNote: string;
  void: string;
  number: string;
  /** The client's purchase order. */
  order: string;
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
  includesTax: string;
  withTax: string;
  taxPoint: string;
  service_end: string;
  delivery: string;
  invoice_date: string;
}

export const paperWords: Record<'en' | 'de' | 'fr' | 'es', PaperWords> = {
  en: {
    invoice: 'Invoice',
    creditNote: 'Credit note',
    void: 'void',
    number: 'Number',
    order: 'Your order',
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
    includesTax: 'Price includes tax',
    withTax: 'with tax',
    taxPoint: 'Tax point',
    service_end: 'last day of service',
    delivery: 'day of delivery',
    invoice_date: 'date of this document',
  },
  de: {
    invoice: 'Rechnung',
    creditNote: 'Gutschrift',
    void: 'storniert',
    number: 'Nummer',
    order: 'Ihre Bestellung',
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
    includesTax: 'Preis enthält Steuer',
    withTax: 'mit Steuer',
    taxPoint: 'Steuerzeitpunkt',
    service_end: 'letzter Leistungstag',
    delivery: 'Liefertag',
    invoice_date: 'Datum dieses Belegs',
  },
  fr: {
    invoice: 'Facture',
    creditNote: 'Avoir',
    void: 'annulée',
    number: 'Numéro',
    order: 'Votre commande',
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
    includesTax: 'Prix taxe comprise',
    withTax: 'dont taxe',
    taxPoint: 'Fait générateur',
    service_end: 'dernier jour de service',
    delivery: 'jour de livraison',
    invoice_date: 'date de ce document',
  },
  es: {
    invoice: 'Factura',
    creditNote: 'Nota de crédito',
    void: 'anulada',
    number: 'Número',
    order: 'Su pedido',
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
    includesTax: 'El precio incluye impuesto',
    withTax: 'con impuesto',
    taxPoint: 'Devengo',
    service_end: 'último día de servicio',
    delivery: 'día de entrega',
    invoice_date: 'fecha de este documento',
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
