export * from './contract';
export { activitiesModule } from './module';
export { mostOfSource, workItems, type WorkQuestion } from './slots';
export { forgetItems } from './forget-item';
export { assertOpen, becomeTicket, lockToDo } from './own-to-do';
export { adHocItems } from './tables';
