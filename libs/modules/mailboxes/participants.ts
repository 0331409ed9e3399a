export { participantsOf, type Participant } from '@kelp/tickets';
