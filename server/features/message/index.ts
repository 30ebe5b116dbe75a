export { listTroubles } from './listTroubles'
