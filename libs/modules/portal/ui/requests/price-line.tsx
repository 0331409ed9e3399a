'use client';

import { useFormats } from '@kelp/ui';
import type { OfferedService } from '../../requests/contract';
import { priceText } from '../price-text';
import { t } from '../strings';

/** The list price of one unit, without tax or with it as it is sold. */
export function PriceLine({ price }: { price: NonNullable<OfferedService['price']> }) {
  const { locale } = useFormats();
  return (
    <span className="kelp-num">
      {t('services.price', { price: priceText(price.unitPrice, price.currency, locale), unit: price.unit })}
    </span>
  );
}
