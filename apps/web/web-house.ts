import type { Config } from '@kelp/platform/config';
import type { Storage } from '@kelp/platform/storage';
import type { Metrics, Probes } from '@kelp/platform/probes';
import type { Dispatcher, Engines, House } from '@kelp/kernel';
import type { IdentityDeps } from '@kelp/identity';
import type { Brands } from './brands';
import type { LiveHub } from './doors/live-hub';
import type { Redis } from '@kelp/platform/redis';
import type { Logger } from '@kelp/platform/log';

/** Everything that the doors of this process share. */
export interface WebHouse {
  readonly config: Config;
  readonly log: Logger;
  readonly engines: Engines;
  readonly version: string;
  readonly house: House;
  readonly redis: Redis;
  readonly dispatcher: Dispatcher;
  readonly storage: Storage;
  readonly identity: IdentityDeps;
  readonly live: LiveHub;
  readonly brands: Brands;
  readonly metrics: Metrics;
  readonly probes: Probes;
}
