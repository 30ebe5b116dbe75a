import { z } from 'zod'
import { absenceKinds } from '../domain/organisation/absence'
import { roles } from '../domain/organisation/roles'
import { day, done, id, nothing, page, text, words } from './common'
import type { Contract } from './contract'

const grant = z.strictObject({
  grantId: id,
  role: z.enum(roles),
  roleName: z.string(),
  scopeName: z.string(),
  fromDay: day,
  toDay: day.nullable(),
  /** 代理: for whom; empty text of a post that is empty. Absent where it is his own. */
  actsForName: z.string().optional(),
  /** Who acts in his stead today; it rests meanwhile. */
  standIn: z.strictObject({ name: z.string(), toDay: day.nullable() }).optional(),
})
const listedPerson = z.strictObject({
  personId: id,
  staffNumber: z.string(),
  name: z.string(),
  politicalStatusName: z.string(),
  positionTitle: z.string(),
  dutyStatusName: z.string(),
  departmentName: z.string().nullable(),
  branchName: z.string().nullable(),
  accounts: z.array(z.enum(['feishu', 'wecom'])),
})

export const organisationContract = {
  'organisation.tree': {
    address: 'GET /organisation',
    in: nothing,
    out: z.strictObject({
      branches: z.array(
        z.strictObject({
          branchId: id,
          name: z.string(),
          secretaryName: z.string().nullable(),
          memberCount: z.number().int(),
          massesCount: z.number().int(),
          departments: z.array(
            z.strictObject({
              departmentId: id.nullable(),
              name: z.string(),
              headName: z.string().nullable(),
              leaderName: z.string().nullable(),
              memberCount: z.number().int(),
              massesCount: z.number().int(),
            }),
          ),
        }),
      ),
      unmappedDepartments: z.array(z.string()),
    }),
  },
  /** Place 1 is the first; beyond the last means the last. */
  'organisation.moveBranch': {
    address: 'POST /organisation/branches/:branchId/place',
    in: z.strictObject({ branchId: id, place: z.number().int().min(1).max(1000) }),
    out: done,
  },
  'organisation.people': {
    address: 'GET /organisation/people',
    in: z.strictObject({ search: words(40, '查找内容').default(''), branchId: id.optional(), page }),
    out: z.strictObject({ total: z.number().int(), pageSize: z.number().int(), people: z.array(listedPerson) }),
  },
  'organisation.person': {
    address: 'GET /organisation/people/:personId',
    in: z.strictObject({ personId: id }),
    out: z.strictObject({
      person: listedPerson,
      /** 入党时间 of a 党员; null where it is not known, absent for 群众. */
      joinedPartyDay: day.nullable().optional(),
      /** 转正 of a full member; null where it is not known, absent for the others. */
      fullMemberDay: day.nullable().optional(),
      placements: z.array(z.strictObject({ departmentName: z.string(), fromDay: day, toDay: day.nullable() })),
      grants: z.array(grant),
      /** 请假、出差 that are not over, the next one first. */
      absences: z.array(
        z.strictObject({ absenceId: id, kindName: z.string(), fromDay: day, toDay: day, now: z.boolean() }),
      ),
    }),
  },
  /** The id comes from the phone. */
  'organisation.enterAbsence': {
    address: 'POST /organisation/people/:personId/absences',
    in: z.strictObject({ absenceId: id, personId: id, kind: z.enum(absenceKinds), fromDay: day, toDay: day }),
    out: done,
  },
  'organisation.endAbsence': {
    address: 'POST /organisation/absences/:absenceId/end',
    in: z.strictObject({ absenceId: id }),
    out: done,
  },
  'organisation.grantRole': {
    address: 'POST /organisation/grants',
    in: z.strictObject({
      personId: id,
      role: z.enum(roles),
      scopeId: z.union([id, z.literal('')]).default(''),
      fromDay: day,
      toDay: day.nullable().default(null),
      /** 代理: the holder's own rests while it lasts. */
      acting: z.boolean().optional(),
      reason: text(200, '理由'),
    }),
    out: z.strictObject({ grantId: id }),
  },
  /** The administrator's only grant, while nobody is 党办; from today, without an end. */
  'organisation.appointOffice': {
    address: 'POST /organisation/office',
    in: z.strictObject({ staffNumber: text(30, '工号'), reason: text(200, '理由') }),
    out: z.strictObject({ grantId: id }),
  },
  'organisation.endGrant': {
    address: 'POST /organisation/grants/:grantId/end',
    in: z.strictObject({ grantId: id, toDay: day, reason: text(200, '理由') }),
    out: done,
  },
  'organisation.transfer': {
    address: 'POST /organisation/transfers',
    in: z.strictObject({ personId: id, departmentId: id, fromDay: day, reason: text(200, '理由') }),
    out: done,
  },
  /** 入党时间, and the day of 转正 where it is given; null takes away what was wrong. */
  'organisation.setJoinedParty': {
    address: 'POST /organisation/people/:personId/joined-party',
    in: z.strictObject({ personId: id, joinedPartyDay: day.nullable(), fullMemberDay: day.nullable().optional() }),
    out: done,
  },
} satisfies Contract
