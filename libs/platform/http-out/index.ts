export { fetchOut, type OutLimits } from './fetch-out';
