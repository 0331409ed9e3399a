import { newId } from '@kelp/std';
import {
  createDispatcher,
  inUnit,
  type Actor,
  type Caller,
  type Contract,
  type Ctx,
  type Engines,
  type z,
} from '@kelp/kernel';
import { permissionsOfRoles, users } from '@kelp/identity';
import { addressOf, staff, type StaffKey } from './cast';

/** Lets people of the workspace do things at an instant of the past, by the same actions as every day, with mail and notices muted. */
export interface Stage {
  readonly tenant: string;
  readonly engines: Engines;
  as<C extends Contract>(
    who: StaffKey,
    at: Date,
    contract: C,
    input: z.output<C['input']>,
  ): Promise<z.output<C['output']>>;
  /** For what no person does, such as a mail that arrives. */
  inside<T>(at: Date, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  idOf(who: StaffKey): string;
}

export async function openStage(engines: Engines, tenant: string): Promise<Stage> {
  const { house } = engines;
  const dispatcher = createDispatcher(house);
  const system = {
    kind: 'system',
    id: null,
    name: 'Demo',
    userType: null,
    permissions: 'all',
    clientId: null,
    contactId: null,
    sessionId: null,
  } as const;
  const base = { tenant, door: 'demo' as const, isMuted: true };
  const inside = <T>(at: Date, work: (ctx: Ctx) => Promise<T>) =>
    inUnit(house, { ...base, at, actor: system, requestId: newId() }, 'demo', work);
  const found = await inside(new Date(), (ctx) => ctx.db.list(users, { type: 'internal' }));
  const actors = new Map<StaffKey, Actor>();
  for (const person of staff) {
    const row = found.find((one) => one.email === addressOf(person.key));
    if (!row) throw new Error(`The demo misses ${person.name}.`);
    const permissions = permissionsOfRoles(house.registry.permissions, [
      { name: person.role, msp: true, followsDefault: true, granted: [] },
    ]);
    actors.set(person.key, { ...system, kind: 'user', id: row.id, name: row.name, userType: 'internal', permissions });
  }
  const actorOf = (who: StaffKey): Actor => actors.get(who) as Actor;
  return {
    tenant,
    engines,
    inside,
    idOf: (who) => actorOf(who).id ?? '',
    as: (who, at, contract, input) => {
      const caller: Caller = { ...base, at, actor: actorOf(who), requestId: newId() };
      return dispatcher.run(contract, input, caller);
    },
  };
}
