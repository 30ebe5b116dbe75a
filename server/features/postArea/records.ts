import { Department, PartyOrganisation, Person, PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import type { PostAreaState } from '../../domain/postArea/states'
import { nameList } from '../../domain/wording/nameList'
import type { PostAreaRecord } from '../../policy/stepRoles'
import { recordNotFound, refusal } from '../../refusals'
import { type DepartmentDesk, desks, namesOf } from '../organisation'

export const postAreaForeignMember = refusal(
  422,
  'postArea.foreignMember',
  '{name}不是本部门的在职党员，请从名单里选择。',
)
const postAreaLeadUnclear = refusal(
  409,
  'postArea.leadUnclear',
  '本部门有{count}位党员行政职务相同（{names}），请支部书记先指定部门党员负责人。',
)

/** A 岗 or 区 with the department as it is today. */
export interface KnownPostArea {
  record: PostArea
  desk: DepartmentDesk
  /** The nominee's name where he is no longer one of the department's. */
  goneName?: string
}

export const stateOf = (record: PostArea): PostAreaState => record.state as PostAreaState

/** A department that is no more: its records can still be suspended, voided and taken down, by the branch they had. */
async function closedDesk(work: Work, { departmentId, branchId }: PostArea): Promise<DepartmentDesk> {
  const department = await work.manager.findOneBy(Department, { id: departmentId })
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: branchId })
  return {
    departmentId,
    branchId,
    name: department?.name ?? '',
    code: department?.code ?? '',
    branchName: branch?.name ?? '',
    members: [],
    lead: { rule: 'noMember' },
    leadId: null,
    head: null,
    supervisors: [],
    supervisorIds: [],
  }
}

/** The desk of each record, from those loaded, else read, or as a department that is no more. */
export async function withDesks(
  work: Work,
  records: readonly PostArea[],
  loaded: readonly DepartmentDesk[] = [],
): Promise<KnownPostArea[]> {
  const known = new Map(loaded.map((desk) => [desk.departmentId, desk]))
  const departmentIds = [...new Set(records.map((record) => record.departmentId))].filter((id) => !known.has(id))
  for (const desk of await desks(work, { departmentIds })) known.set(desk.departmentId, desk)
  const found: KnownPostArea[] = []
  for (const record of records)
    found.push({ record, desk: known.get(record.departmentId) ?? (await closedDesk(work, record)) })
  return withGoneNames(work, found)
}

const isGone = ({ record, desk }: KnownPostArea): boolean =>
  record.nomineeId !== null && !desk.members.some(({ personId }) => personId === record.nomineeId)

/** Asked only where somebody has left the department. */
async function withGoneNames(work: Work, found: KnownPostArea[]): Promise<KnownPostArea[]> {
  const gone = found.filter(isGone).map(({ record }) => record.nomineeId)
  const names = await namesOf(work, Person, gone)
  return gone.length
    ? found.map((known) => {
        const goneName = isGone(known) ? names.get(known.record.nomineeId ?? '') : undefined
        return goneName === undefined ? known : { ...known, goneName }
      })
    : found
}

export async function requirePostArea(work: Work, postAreaId: string, revision?: number): Promise<KnownPostArea> {
  const record = await work.manager.findOneBy(PostArea, { id: postAreaId })
  const [known] = record ? await withDesks(work, [record]) : []
  if (!known) throw recordNotFound({ what: '岗区表' })
  // The revision the person saw: a step taken from an older one is refused (optimistic lock).
  return revision === undefined ? known : { ...known, record: { ...known.record, revision } }
}

/** What the permissions and roles ask of a record. A department that moved to another branch takes its records along. */
export const subjectOf = ({ record, desk }: KnownPostArea): PostAreaRecord => ({
  branchId: desk.branchId,
  departmentId: desk.departmentId,
  leadId: desk.leadId,
  nomineeId: record.nomineeId,
  memberIds: record.memberIds,
  supervisorIds: desk.supervisorIds,
})

/** R07: with two equal highest posts nobody leads until the 书记 has designated one; tells so those whom it stops. */
export function requireClearLead(work: Work, desk: DepartmentDesk, concerned: boolean): void {
  if (desk.lead.rule !== 'designationNeeded') return
  const { candidateIds } = desk.lead
  if (!concerned && !candidateIds.includes(work.who.personId)) return
  const names = desk.members.filter((member) => candidateIds.includes(member.personId)).map((member) => member.name)
  throw postAreaLeadUnclear({ count: names.length, names: nameList(names) })
}

/** Refuses unless the actor leads the department's 党小组 today. */
export function mustLead(work: Work, desk: DepartmentDesk): void {
  requireClearLead(work, desk, false)
  work.must('leadPostArea', desk)
}

/** Refuses a person who is not an 在职党员 of the department (R07), by name. */
export async function requireMember(work: Work, desk: DepartmentDesk, personId: string): Promise<void> {
  if (desk.members.some((member) => member.personId === personId)) return
  const person = await work.manager.findOneBy(Person, { id: personId })
  throw postAreaForeignMember({ name: person?.name ?? '所选人员' })
}
