import { Visit, VisitMember } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfDays, halfOf } from '../../domain/calendar/calendarDay'
import { branchHandRoles } from '../../policy'
import { holdsAnywhere } from '../../policy/actor'
import { branches } from '../organisation'

type Sum = Omit<Output<'visit.sums'>['branches'][number], 'branchName'>

const inHalf = 'visit.branchId in (:...branchIds) and visit.visitedDay between :first and :last'

async function sumsOf(work: Work, branchIds: readonly string[], half: string): Promise<Map<string, Sum>> {
  const { first, last } = halfDays(half)
  const asked = { branchIds, first, last, yes: true }
  const rows = await work.manager
    .createQueryBuilder(Visit, 'visit')
    .select('visit.branchId', 'branchId')
    .addSelect('sum(case when visit.withVisitId is null then 1 else 0 end)', 'visits')
    .addSelect('count(*)', 'people')
    .addSelect("sum(case when visit.state = 'CONFIRMED' then 1 else 0 end)", 'confirmed')
    .addSelect("sum(case when visit.state = 'OBJECTED' then 1 else 0 end)", 'objected')
    .addSelect('sum(case when visit.backfilled = :yes then 1 else 0 end)', 'backfilled')
    .where(`${inHalf} and visit.state <> 'VOID'`, asked)
    .groupBy('visit.branchId')
    .getRawMany<Record<Exclude<keyof Sum, 'branchId'>, number | string> & { branchId: string }>()
  const went = await work.manager
    .createQueryBuilder(Visit, 'visit')
    .innerJoin(VisitMember, 'went', 'went.visitId = visit.id')
    .select('visit.branchId', 'branchId')
    .addSelect('count(distinct went.memberId)', 'members')
    .where(`${inHalf} and visit.state <> 'VOID'`, asked)
    .groupBy('visit.branchId')
    .getRawMany<{ branchId: string; members: number | string }>()
  const members = new Map(went.map((row) => [row.branchId, Number(row.members)]))
  return new Map(
    rows.map(({ branchId, visits, people, confirmed, objected, backfilled }) => [
      branchId,
      {
        branchId,
        visits: Number(visits),
        people: Number(people),
        members: members.get(branchId) ?? 0,
        confirmed: Number(confirmed),
        objected: Number(objected),
        backfilled: Number(backfilled),
      },
    ]),
  )
}

const nothing = { visits: 0, people: 0, members: 0, confirmed: 0, objected: 0, backfilled: 0 }

/** How much was visited, branch by branch: all of them for 党办 and 机关党委, one's own for a branch's hands. No text, no name. */
export async function visitSums(work: Work, input: Checked<'visit.sums'>): Promise<Output<'visit.sums'>> {
  work.must('readVisitSums')
  const half = input.half ?? halfOf(work.today)
  const own = new Set(
    work.who.grants.filter(({ role }) => branchHandRoles.some((one) => one === role)).map((one) => one.scopeId),
  )
  const all = await branches(work)
  const shown = holdsAnywhere(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE']) ? all : all.filter(({ id }) => own.has(id))
  const sums = shown.length
    ? await sumsOf(
        work,
        shown.map(({ id }) => id),
        half,
      )
    : new Map<string, Sum>()
  return {
    half,
    branches: shown.map(({ id, name }) => ({ branchId: id, ...nothing, ...sums.get(id), branchName: name })),
  }
}
