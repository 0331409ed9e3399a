export interface Engines {
  /** The superuser's address of database `kelp`. */
  postgresUrl: string;
  redisUrl: string;
  removeFiles(): void;
  stop(options?: { remove?: boolean }): Promise<void>;
}

export function startEngines(options: { dir: string; durable?: boolean }): Promise<Engines>;
