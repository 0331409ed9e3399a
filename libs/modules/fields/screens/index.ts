export { FieldsPage } from '../ui/fields-page';
export { FieldsSection, type FieldsSectionProps } from '../ui/fields-section';
export { useFieldForm, useOwnCurrency } from '../ui/field-queries';
export { FormFields, toInputField, type FormFieldsProps } from '../ui/form-fields';
export { typedValues } from '../ui/typed-values';
export { ValueInput, type InputField } from '../ui/value-input';
