import { addressesOf, exampleOf, valueOf } from './read-document';

const schemas = { Place: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } };

it('makes an example of what must be given', () => {
  const schema = {
    type: 'object',
    properties: {
      title: { type: 'string' },
      place: { $ref: '#/components/schemas/Place' },
      kind: { enum: ['a', 'b'] },
      note: { type: 'string' },
      lines: { type: 'array' },
    },
    required: ['title', 'place', 'kind', 'lines'],
  };
  expect(exampleOf(schema, schemas)).toEqual({ title: '', place: { city: '' }, kind: 'a', lines: [] });
});

it('reads addresses with parameters, and typed words as their types', () => {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const header = { name: 'If-Match', in: 'header', schema: { type: 'string' } };
  const one = { tags: ['tickets'], summary: 'List', parameters: [limit, header], 'x-kelp-contract': 'ticket.list' };
  const [address] = addressesOf({ paths: { '/tickets': { get: one } }, components: { schemas } });
  expect(address).toMatchObject({
    method: 'GET',
    contract: 'ticket.list',
    body: null,
    parameters: [{ name: 'limit' }],
  });
  const parameter = address?.parameters[0];
  expect(parameter && valueOf('20', parameter)).toBe(20);
});
