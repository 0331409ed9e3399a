export * from './download-headers';
export * from './file-name';
export * from './open-storage';
export * from './sniff';
export { storageKey, type GetOptions, type PutOptions, type Storage, type StoredFile } from './storage';
export * from './check-file';
