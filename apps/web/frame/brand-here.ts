import type { Brand } from '@kelp/ui';
import { brandLook } from '@kelp/ui/server';
import { house } from '../bridge';

/**
 * The MSP that a client's page is drawn for: that whose domain the page stands on, else that of the person who is signed in, else the one that the
 * address names (`?workspace=`), else the only one of this installation. Null where nobody knows.
 */
export async function brandHere(named = ''): Promise<Brand | null> {
  const { brands, current } = house();
  const { caller, workspace } = current();
  const own = caller?.actor.userType === 'client' ? caller.tenant : named;
  const tenant = workspace ?? (own || (await brands.onlyWorkspace()));
  const brand = tenant ? await brands.of(tenant) : null;
  if (!brand) return null;
  const { name, colour, logo } = brand;
  return { name, logo, look: colour ? brandLook(colour) : null, isOwnDomain: workspace !== null };
}
