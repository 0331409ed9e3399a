import { openCustoms } from '@kelp/fields';
import { defineBatchAction } from '@kelp/kernel';
import { checkEach } from '@kelp/std';
import { setTags } from '@kelp/tags';
import { createClient } from '../contract';
import { clientCreated } from '../events';
import { checkAllFacts } from '../check-client-facts';
import { holdersOfDomains, refuseTakenDomain } from '../refuse-taken';
import { clientEmailDomains, clientLocations, clients } from '../tables';

/** New clients, each with its first location as default and its mail domains. */
export const createClientAction = defineBatchAction(createClient, {
  permission: 'client.create',
  runAll: async (ctx, inputs) => {
    const ids = inputs.map(() => ctx.newId());
    const idAt = (place: number) => ids[place] ?? '';
    const facts = inputs.map(({ location: _, domains: __, custom: ___, tags: ____, ...fields }) => fields);
    const checked = await checkAllFacts(
      ctx,
      facts.map((one) => ({ facts: one, own: null })),
    );
    const domains = inputs.map((input) => [...new Set(input.domains)]);
    const holders = await holdersOfDomains(ctx, domains.flat());
    await checkEach(domains, (own) => own.forEach((domain) => refuseTakenDomain(holders, domain, null)));
    const customs = await openCustoms(
      ctx,
      inputs.map(({ custom }, place) => ({ entity: 'client', id: idAt(place), values: custom, demand: true })),
    );
    const made = await ctx.db.insertAll(
      clients,
      facts.map((one, place) => ({ ...one, ...checked[place], id: idAt(place), custom: customs[place] ?? {} })),
    );
    for (const [place, { tags }] of inputs.entries()) await setTags(ctx, 'client', idAt(place), tags);
    await ctx.db.insertAll(
      clientLocations,
      inputs.flatMap(({ location }, place) =>
        location ? [{ ...location, clientId: idAt(place), isDefault: true }] : [],
      ),
    );
    await ctx.db.insertAll(
      clientEmailDomains,
      domains.flatMap((own, place) => own.map((domain) => ({ clientId: idAt(place), domain }))),
    );
    for (const { id, name } of made) ctx.emit(clientCreated, id, { clientId: id, name });
    return ids.map((id) => ({ id }));
  },
});
