import { openWorkplace } from './testing/workplace';
import { identityModule } from './module';
import { samples } from './samples';

it('has a valid input for every action and query, made of records that exist', async () => {
  const place = await openWorkplace();
  const contact = await place.addContact('Amy Adams', 'amy@acme.test');
  const ids = {
    contact,
    client: contact,
    ...(await place.test.inside(place.tenant, (ctx) => samples.make(ctx, { contact }))),
  };
  const pieces = [...identityModule.actions, ...identityModule.queries];
  expect(Object.keys(samples.inputs).sort()).toEqual(pieces.map((piece) => piece.contract.name).sort());
  for (const { contract } of pieces) {
    const input = samples.inputs[contract.name]?.(ids);
    expect([contract.name, contract.input.safeParse(input).success]).toEqual([contract.name, true]);
  }
  await place.test.close();
});
