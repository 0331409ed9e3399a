export { MyWorkPage, type WorkDoors } from '../ui/my-work-page';
