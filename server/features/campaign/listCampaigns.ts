import { In, Like } from 'typeorm'
import {
  AuditEntry,
  BranchPackage,
  Campaign,
  CampaignBasis,
  Person,
  Pledge,
  PostArea,
  StoredFile,
} from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { listsBy } from '../../domain/listsBy'

type Listed = Output<'campaign.list'>['campaigns'][number]

/** Of how many records of each campaign. */
async function counted(
  work: Work,
  entity: typeof Pledge | typeof PostArea | typeof BranchPackage,
  states: string,
): Promise<Map<string, number>> {
  const rows = await work.manager
    .createQueryBuilder(entity as typeof Pledge, 'record')
    .select('record.campaignId', 'campaignId')
    .addSelect('count(*)', 'many')
    .where(states)
    .groupBy('record.campaignId')
    .getRawMany<{ campaignId: string; many: number | string }>()
  return new Map(rows.map(({ campaignId, many }) => [campaignId, Number(many)]))
}

const basisRows = (work: Work) =>
  work.manager
    .createQueryBuilder(CampaignBasis, 'basis')
    .innerJoin(StoredFile, 'file', 'file.id = basis.fileId')
    .leftJoin(Person, 'person', 'person.id = basis.attachedById')
    .select('basis.campaignId', 'campaignId')
    .addSelect('basis.version', 'version')
    .addSelect('basis.attachedAt', 'at')
    .addSelect('file.byteCount', 'byteCount')
    .addSelect('person.name', 'byName')
    .orderBy('basis.version', 'DESC')
    .getRawMany<{
      campaignId: string
      version: number
      at: string | number
      byteCount: number
      byName: string | null
    }>()

/** 留痕 of what was done with the campaigns themselves, and by whom. */
async function stepsOf(work: Work, ids: readonly string[]): Promise<Map<string, Listed['steps']>> {
  const lines = await work.manager.find(AuditEntry, {
    where: { subjectKind: 'campaign', subjectId: In([...ids]), action: Like('campaign.%') },
    order: { at: 'ASC' },
  })
  const actorIds = [...new Set(lines.flatMap(({ actorId }) => actorId ?? []))]
  const people = actorIds.length ? await work.manager.findBy(Person, { id: In(actorIds) }) : []
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return new Map(
    [...listsBy(lines, ({ subjectId }) => subjectId)].map(([id, own]) => [
      id,
      own.map(({ action, at, actorId, reason }) => ({
        action: action.slice('campaign.'.length),
        at: Number(at),
        byName: names.get(actorId ?? '') ?? '',
        reason,
      })),
    ]),
  )
}

/** Every year's campaign with what it has brought, what was done with it and its 依据文件, for whoever opens them; the newest first. */
export async function listCampaigns(work: Work): Promise<Output<'campaign.list'>> {
  work.must('openCampaign')
  const campaigns = await work.manager.find(Campaign, { order: { year: 'DESC' } })
  const ids = campaigns.map(({ id }) => id)
  const pledges = await counted(work, Pledge, "record.state not in ('NOT_STARTED', 'DRAFT')")
  const posts = await counted(work, PostArea, "record.state not in ('DRAFT', 'VOID')")
  const packages = await counted(work, BranchPackage, "record.state = 'ACCEPTED'")
  const versions = listsBy(await basisRows(work), ({ campaignId }) => campaignId)
  const steps = await stepsOf(work, ids)
  return {
    campaigns: campaigns.map(({ id, year, title, basisNumber, basisTitle, openedDay, dueDay, state }) => ({
      campaignId: id,
      year,
      title,
      basisNumber,
      basisTitle,
      openedDay: toCalendarDay(openedDay),
      dueDay: toCalendarDay(dueDay),
      state,
      pledges: pledges.get(id) ?? 0,
      posts: posts.get(id) ?? 0,
      packages: packages.get(id) ?? 0,
      versions: (versions.get(id) ?? []).map(({ version, at, byteCount, byName }) => ({
        version,
        at: Number(at),
        byteCount,
        byName: byName ?? '',
      })),
      steps: steps.get(id) ?? [],
    })),
  }
}
