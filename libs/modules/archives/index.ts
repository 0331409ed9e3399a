export * from './contract';
export { archivesModule } from './module';
export { workspaceArchives } from './tables';
export { writeArchive, type WrittenArchive } from './content/write-archive';
