export * from './contract';
export * from './events';
export { tagsModule } from './module';
export { kindOf, recordKind, type RecordKind } from './slots';
export { setTags } from './set-tags';
export { hasTag, tagsOf } from './tag-sql';
export { tagDefinitions, tagGroups, tagLinks } from './tables';
export { addTagsAction } from './actions/add-tags';
export { removeTagsAction } from './actions/remove-tags';
