import { taxCode } from '@kelp/catalog/contract';
import { contract, idOf, instant, lineOfText, localDate, z } from '@kelp/kernel/contract';

const minorText = z.string().regex(/^-?\d{1,15}$/, 'Give whole minor units, such as 825 for 8.25.');

const requestLine = z.object({
  position: z.number(),
  description: z.string(),
  taxCategory: z.string(),
  amount: z.string(),
  includesTax: z.boolean(),
  serviceFrom: localDate,
  serviceTo: localDate,
});

/** Documents that wait for their tax, the longest first, with what is asked. */
export const listTaxRequests = contract({
  name: 'tax_request.list',
  input: z.object({ invoiceId: idOf('invoice').optional() }),
  output: z.object({
    requests: z.array(
      z.object({
        id: z.uuid(),
        invoiceId: z.uuid(),
        documentVersion: z.number(),
        provider: z.string(),
        state: z.enum(['pending', 'answered', 'replaced']),
        request: z.object({
          currency: z.string(),
          invoiceDate: localDate,
          clientId: z.uuid(),
          place: z.string(),
          lines: z.array(requestLine),
        }),
        requestHash: z.string(),
        askedAt: instant,
        answeredAt: instant.nullable(),
        answeredBy: z.string().nullable(),
      }),
    ),
  }),
});

const answeredTax = z.object({
  place: lineOfText(60),
  component: z.string().trim().max(40),
  name: lineOfText(60),
  ratePpm: z.number().int().min(0).max(1_000_000),
  code: taxCode,
  reason: lineOfText(200).nullable(),
  reasonCode: z.string().trim().max(40),
  evidence: z.string().trim().max(100),
  base: minorText,
  tax: minorText,
});

/** The one answer to a request: the taxes of each line that was asked about. */
export const answerTaxRequest = contract({
  name: 'tax_request.answer',
  input: z.object({
    id: idOf('tax request'),
    lines: z.array(z.object({ position: z.number().int().min(1), taxes: z.array(answeredTax).max(20) })).max(1000),
  }),
  output: z.object({ invoiceId: z.uuid() }),
});
