import { randomUUID } from 'node:crypto'
import type { organisationContract } from '../../../../server/contract/organisation'
import type { Rows } from './row'

export const organisationRows: Rows<typeof organisationContract> = {
  'organisation.tree': { by: 'office', refused: 'administrator' },
  'organisation.moveBranch': {
    by: 'office',
    refused: 'administrator',
    input: ({ branchId }) => ({ branchId, place: 1 }),
  },
  'organisation.people': { by: 'office', refused: 'administrator' },
  'organisation.person': {
    by: 'office',
    refused: 'administrator',
    input: ({ personOf }) => ({ personId: personOf('member') }),
  },
  'organisation.enterAbsence': {
    by: 'office',
    refused: 'administrator',
    ownId: true,
    input: ({ personOf }) => ({
      absenceId: randomUUID(),
      personId: personOf('scrutineer'),
      kind: 'TRIP',
      fromDay: '2026-09-08',
      toDay: '2026-09-12',
    }),
  },
  'organisation.endAbsence': {
    by: 'office',
    refused: 'administrator',
    input: ({ branchId }) => ({ absenceId: branchId }),
    stopsAt: 'record.notFound',
  },
  'organisation.grantRole': {
    by: 'office',
    refused: 'administrator',
    input: ({ personOf, branchId }) => ({
      personId: personOf('memberSecond'),
      role: 'INSPECTOR',
      scopeId: branchId,
      fromDay: '2026-09-08',
      reason: '年度抽查',
    }),
  },
  'organisation.appointOffice': {
    by: 'administrator',
    refused: 'office',
    input: () => ({ staffNumber: '10001', reason: '组织任命' }),
    stopsAt: 'grant.officeHeld',
  },
  'organisation.endGrant': {
    by: 'office',
    refused: 'administrator',
    input: ({ grantId }) => ({ grantId, toDay: '2026-09-30', reason: '岗位调整' }),
  },
  'organisation.transfer': {
    by: 'office',
    refused: 'administrator',
    input: ({ personOf, departmentId }) => ({
      personId: personOf('scrutineer'),
      departmentId,
      fromDay: '2026-10-01',
      reason: '岗位调整',
    }),
  },
  'organisation.setJoinedParty': {
    by: 'office',
    refused: 'administrator',
    input: ({ personOf }) => ({ personId: personOf('scrutineer'), joinedPartyDay: '2008-07-01' }),
  },
}
