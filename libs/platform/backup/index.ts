export {
  counting,
  readArchive,
  writeArchive,
  type EntryHead,
  type EntryRead,
  type EntryToWrite,
  type Seen,
} from './archive';
export { readDatabase, type DatabaseReader } from './read-database';
export { fillDatabase, requireQuiet, stateOfDatabase, type TableFiller } from './fill-database';
export { zipStream, type ZipEntry } from './zip-stream';
