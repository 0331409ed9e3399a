export * from './copy-files';
export * from './download-headers';
export * from './file-name';
export * from './open-storage';
export type { S3Settings } from './s3-client';
export * from './sniff';
export {
  storageKey,
  type GetOptions,
  type PutOptions,
  type Storage,
  type StoredContent,
  type StoredFile,
} from './storage';
export * from './check-file';
