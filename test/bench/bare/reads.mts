// As few statements as the facts need, those of one answer at once; what is locked for good, the template, is kept.
import {
  type BallotsRow,
  type CampaignRow,
  type GrantRow,
  itemsOf,
  type PersonRow,
  type PledgeRow,
  pledgeAnswer,
  type SheetRow,
  sessionAnswer,
  sheetAnswer,
  tasksAnswer,
  today,
} from '../answers.mts'
import type { RawDatabase } from './raw.mts'

const person = `select p.id as personId, p.name as name, p.politicalStatus as politicalStatus, p.dutyStatus as dutyStatus,
  p.leadingCadre as leadingCadre, p.positionTitle as positionTitle, p.partyPost as partyPost, p.textStep as textStep,
  d.name as departmentName, b.id as branchId, b.name as branchName
  from person p
  join placement l on l.personId = p.id and l.fromDay <= ? and (l.toDay is null or l.toDay >= ?)
  left join department d on d.id = l.departmentId
  left join party_group g on g.departmentId = l.departmentId and g.fromDay <= ? and (g.toDay is null or g.toDay >= ?)
  left join party_organisation b on b.id = g.branchId
  where p.id = ?`
const grants = `select role, scopeId from role_grant
  where personId = ? and fromDay <= ? and (toDay is null or toDay >= ?)`

const round = `select c.id as campaignId, c.half as half, b.name as branchName, r.votingToDay as votingToDay, r.locks as locks
  from evaluation_round r join evaluation_campaign c on c.id = r.evaluationCampaignId
  join party_organisation b on b.id = r.branchId where r.id = ?`
const template = 'select template from evaluation_campaign where id = ?'
const roll = `select a.status as status, a.voterId as voterId, a.sheetRevision as sheetRevision, a.raterGroup as raterGroup, s.id as subjectId, s.kind as kind, s.name as name,
  s.departmentName as departmentName, p.id as pledgeId, v.dutyText as dutyText, v.studyPledge as studyPledge,
  v.dutyPledge as dutyPledge, v.integrityPledge as integrityPledge
  from round_assignment a join round_subject s on s.id = a.subjectId
  left join pledge p on p.personId = s.personId and p.publishedVersion > 0 and p.publishConsent = 1
    and p.state not in ('WITHDRAWN', 'ARCHIVED') and p.campaignId = (select id from campaign where state = 'OPEN')
  left join pledge_version v on v.pledgeId = p.id and v.version = p.publishedVersion
  where a.roundId = ? and a.voterId = ? order by s.position`

const campaign = `select id as campaignId, year, title, basisNumber, basisTitle, basisDay, openedDay, dueDay, limitMode,
  rules, revision from campaign where state = 'OPEN'`
const pledge = `select p.id as pledgeId, p.state as state, p.dutyText as dutyText, p.studyPledge as studyPledge,
  p.dutyPledge as dutyPledge, p.integrityPledge as integrityPledge, p.photoId as photoId,
  p.publishConsent as publishConsent, p.photoConsent as photoConsent, p.dueDay as dueDay, p.late as late,
  p.returnReason as returnReason, p.revision as revision, p.publishedVersion as publishedVersion
  from pledge p where p.personId = ? and p.campaignId = (select id from campaign where state = 'OPEN')`
const reference = `select r.content as content from post_reference r join person p on p.positionTitle = r.positionTitle
  join placement l on l.personId = p.id and l.fromDay <= ? and (l.toDay is null or l.toDay >= ?)
  where p.id = ? and r.departmentId in ('', l.departmentId) order by r.departmentId desc`
const holidays = 'select day, kind from holiday'

const due = `select c.dueDay as dueDay, p.state as state
  from campaign c left join pledge p on p.campaignId = c.id and p.personId = ? where c.state = 'OPEN'`
const ballots = `select r.id as roundId, r.votingToDay as votingToDay, count(*) as open
  from round_assignment a join evaluation_round r on r.id = a.roundId and r.state = 'VOTING'
  where a.voterId = ? and a.status = 'ISSUED' group by r.id, r.votingToDay`

interface RoundRow {
  campaignId: string
  half: string
  branchName: string
  votingToDay: string
  locks: string | null
}

type Items = ReturnType<typeof itemsOf>

const first = <Row,>([row]: readonly Row[]): Row => {
  if (!row) throw new Error('nothing was found')
  return row
}

export function createReads(all: RawDatabase['all']) {
  const templates = new Map<string, Items>()
  const itemsFor = async (campaignId: string): Promise<Items> => {
    const known = templates.get(campaignId)
    if (known) return known
    const items = itemsOf(first(await all<{ template: unknown }>(template, [campaignId])).template)
    templates.set(campaignId, items)
    return items
  }
  const personOf = (personId: string) => all<PersonRow>(person, [today, today, today, today, personId])
  return {
    sheet: async (personId: string, roundId: string) => {
      const [rounds, rows] = await Promise.all([
        all<RoundRow>(round, [roundId]),
        all<SheetRow>(roll, [roundId, personId]),
      ])
      const found = first(rounds)
      return sheetAnswer(found, await itemsFor(found.campaignId), rows)
    },
    pledge: async (personId: string) => {
      const [campaigns, pledges, persons, references, added] = await Promise.all([
        all<CampaignRow>(campaign),
        all<PledgeRow>(pledge, [personId]),
        personOf(personId),
        all<{ content: string }>(reference, [today, today, personId]),
        all<{ day: string; kind: string }>(holidays),
      ])
      return pledgeAnswer(first(campaigns), pledges[0] ?? null, first(persons), references[0]?.content ?? null, added)
    },
    session: async (personId: string) => {
      const [persons, held] = await Promise.all([personOf(personId), all<GrantRow>(grants, [personId, today, today])])
      return sessionAnswer(first(persons), held)
    },
    tasks: async (personId: string) => {
      const [dues, open] = await Promise.all([
        all<{ dueDay: string; state: string | null }>(due, [personId]),
        all<BallotsRow>(ballots, [personId]),
      ])
      const [owed] = dues
      return tasksAnswer(owed && owed.state === null ? owed.dueDay : null, open)
    },
  }
}
