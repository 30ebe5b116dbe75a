import type { organisationContract } from '../../contract/organisation'
import type { Calls } from '../call'
import { endAbsence, enterAbsence } from './enterAbsence'
import { appointOffice, endGrant, grantRole } from './grantRole'
import { moveBranch } from './moveBranch'
import { listPeople, readPerson } from './readPeople'
import { readTree } from './readTree'
import { setJoinedParty } from './setJoinedParty'
import { transferPerson } from './transferPerson'

export const organisationCalls = {
  'organisation.tree': { asks: ['manageOrganisation'], run: readTree },
  'organisation.moveBranch': { asks: ['manageOrganisation'], run: moveBranch },
  'organisation.people': { asks: ['manageOrganisation'], run: listPeople },
  'organisation.person': { asks: ['manageOrganisation'], run: readPerson },
  'organisation.enterAbsence': { asks: ['manageOrganisation'], run: enterAbsence },
  'organisation.endAbsence': { asks: ['manageOrganisation'], run: endAbsence },
  'organisation.grantRole': { asks: ['manageOrganisation'], run: grantRole },
  'organisation.appointOffice': { asks: ['appointOffice'], run: appointOffice },
  'organisation.endGrant': { asks: ['manageOrganisation'], run: endGrant },
  'organisation.transfer': { asks: ['manageOrganisation'], run: transferPerson },
  'organisation.setJoinedParty': { asks: ['manageOrganisation'], run: setJoinedParty },
} satisfies Calls<typeof organisationContract>
