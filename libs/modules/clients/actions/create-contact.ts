import { openCustoms } from '@kelp/fields';
import { defineBatchAction, remembering } from '@kelp/kernel';
import { checkEach } from '@kelp/std';
import { setTags } from '@kelp/tags';
import { allContactFacts } from '../contact-facts';
import { createContact } from '../contract';
import { contactCreated } from '../events';
import { refuseMergedClient } from '../refuse-merged';
import { clients, contacts } from '../tables';

/** New contacts, each of a client or of none yet. */
export const createContactAction = defineBatchAction(createContact, {
  permission: 'contact.create',
  runAll: async (ctx, inputs) => {
    const { ctx: known, learn } = remembering(ctx, [clients]);
    await learn(
      clients,
      inputs.flatMap(({ clientId }) => clientId ?? []),
    );
    await checkEach(inputs, async ({ clientId }) => {
      if (clientId) refuseMergedClient(await known.db.get(clients, clientId));
    });
    const ids = inputs.map(() => ctx.newId());
    const idAt = (place: number) => ids[place] ?? '';
    const facts = await allContactFacts(
      ctx,
      inputs.map((given) => ({ given })),
    );
    const customs = await openCustoms(
      ctx,
      inputs.map(({ custom }, place) => ({ entity: 'contact', id: idAt(place), values: custom, demand: true })),
    );
    const made = await ctx.db.insertAll(
      contacts,
      inputs.map(({ custom: _, tags: __, ...input }, place) => ({
        ...input,
        ...facts[place],
        id: idAt(place),
        custom: customs[place] ?? {},
      })),
    );
    for (const [place, { tags }] of inputs.entries()) await setTags(ctx, 'contact', idAt(place), tags);
    for (const { id, clientId } of made) ctx.emit(contactCreated, id, { contactId: id, clientId });
    return ids.map((id) => ({ id }));
  },
});
