import { Fulfilment, Pledge, PledgeVersion } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { heldIds } from '../../database/heldIds'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { recordNotFound, refusal } from '../../refusals'
import { findCampaign } from '../campaign'
import { pageSize, wallFrame } from './wallFrame'
import { narrow, onWall, type WallRow, wallSheets } from './wallSheets'

const searched = [
  'person.name',
  'department.name',
  'hanging.dutyText',
  'hanging.studyPledge',
  'hanging.dutyPledge',
  'hanging.integrityPledge',
]

/** The pledge wall inside the house (R20, R27): published sheets only, the photo only with its own consent. */
export async function readWall(work: Work, input: Checked<'wall.list'>): Promise<Output<'wall.list'>> {
  const campaign = await findCampaign(work)
  const query = narrow(wallSheets(work), input)
  const offset = (input.page - 1) * pageSize
  const held = input.search ? await heldIds(query, { id: 'pledge.id', columns: searched, words: input.search }) : null
  const total = held ? held.length : await query.getCount()
  if (held) query.andWhere('pledge.id in (:...shown)', { shown: ['', ...held.slice(offset, offset + pageSize)] })
  else query.limit(pageSize).offset(offset)
  const rows = await query.getRawMany<WallRow>()
  return { total, ...(await wallFrame(work, campaign)), pledges: rows.map(onWall) }
}

/** The versions before the one on the wall, newest first. Their photos are not shown: consent was to one picture. */
async function earlierVersions(work: Work, pledgeId: string, shown: number) {
  const versions = await work.manager.find(PledgeVersion, { where: { pledgeId }, order: { version: 'DESC' } })
  return versions
    .filter(({ version }) => version < shown)
    .map(({ version, publishedAt, dutyText, studyPledge, dutyPledge, integrityPledge }) => ({
      version,
      publishedAt,
      dutyText,
      studyPledge,
      dutyPledge,
      integrityPledge,
    }))
}

/** What the member did about the pledges (践诺, R27), newest first. */
async function fulfilmentsOf(work: Work, pledgeId: string): Promise<Output<'wall.pledge'>['fulfilments']> {
  const done = await work.manager
    .createQueryBuilder(Fulfilment, 'fulfilment')
    .where('fulfilment.pledgeId = :pledgeId and fulfilment.voidReason is null', { pledgeId })
    .orderBy('fulfilment.doneDay', 'DESC')
    .addOrderBy('fulfilment.enteredAt', 'DESC')
    .getMany()
  return done.map(({ id, item, doneDay, content, pictureId }) => ({
    fulfilmentId: id,
    item,
    doneDay: toCalendarDay(doneDay),
    content,
    pictureId,
  }))
}

const pledgeTakenDown = refusal(
  404,
  'wall.takenDown',
  '这份承诺书已经不公开了：本人已不在岗，或者不再同意公开。现在公开的承诺书都在公开栏上。',
)

/** What hangs of the one whose sheet this is: its code stays on paper when another year's has taken its place (M8). */
async function hangingOf(work: Work, pledgeId: string): Promise<WallRow> {
  const own = await wallSheets(work).andWhere('pledge.id = :pledgeId', { pledgeId }).getRawOne<WallRow>()
  if (own) return own
  const printed = await work.manager.findOneBy(Pledge, { id: pledgeId })
  if (!printed?.publishedVersion) throw recordNotFound({ what: '承诺书' })
  const { personId } = printed
  const now = await wallSheets(work).andWhere('person.id = :personId', { personId }).getRawOne<WallRow>()
  if (!now) throw pledgeTakenDown()
  return now
}

/**
 * One sheet of the wall with its history: that of another year where it has taken the place of the one that is asked for. Refuses
 * with wall.takenDown what hung once and whose member's does not any more, and with record.notFound what never hung.
 */
export async function readWallPledge(work: Work, asked: Checked<'wall.pledge'>): Promise<Output<'wall.pledge'>> {
  const row = await hangingOf(work, asked.pledgeId)
  const { pledgeId } = row
  const version = Number(row.version)
  return {
    ...onWall(row),
    version,
    publishedAt: Number(row.publishedAt),
    earlier: await earlierVersions(work, pledgeId, version),
    fulfilments: await fulfilmentsOf(work, pledgeId),
  }
}
