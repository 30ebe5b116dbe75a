// What other parts may use of this one.
export { accountFlow } from './flow'
export { inviteAll } from './invites'
export { linkAccount } from './linkAccount'
