export { RecordTags, type RecordTagsProps } from '../ui/record-tags';
export { Tag, TagList } from '../ui/tag-list';
export { useTags } from '../ui/tag-queries';
export { TagPicker, type TaggedRecord, type TagPickerProps } from '../ui/tag-picker';
export { TagsPage } from '../ui/tags-page';
