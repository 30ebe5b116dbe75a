import type { accountContract } from '../../contract/account'
import type { Calls, House } from '../call'
import { inviteAccount } from './inviteAccount'
import { linkAccount } from './linkAccount'
import { listChanges } from './listChanges'
import { listPeople } from './listPeople'

export const accountCalls = (house: House) =>
  ({
    'account.link': { asks: ['linkAccount'], run: linkAccount(house.tenants) },
    'account.invite': { asks: ['manageOrganisation'], run: inviteAccount(house.tenants) },
    'account.people': { asks: ['linkAccount'], run: listPeople(house.tenants) },
    'account.changes': { asks: 'person', run: listChanges },
  }) satisfies Calls<typeof accountContract>
