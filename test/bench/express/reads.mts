import { col, fn, Op } from 'sequelize'
import { itemsOf, pledgeAnswer, sessionAnswer, sheetAnswer, tasksAnswer, today } from '../answers.mts'
import {
  Campaign,
  Department,
  EvaluationRound,
  Holiday,
  PartyGroup,
  Placement,
  Pledge,
  PledgeVersion,
  PostReference,
  RoundAssignment,
} from './models.mts'
import { Refused } from './refused.mts'

const inForce = { fromDay: { [Op.lte]: today }, toDay: { [Op.or]: [null, { [Op.gte]: today }] } }
const branchGroup = { model: PartyGroup, as: 'groups', required: false, where: inForce, include: 'branch' }
const departmentWithBranch = { model: Department, as: 'department', include: [branchGroup] }

const openCampaign = () => Campaign.findOne({ where: { state: 'OPEN' }, order: [['year', 'DESC']] })

/** The person with the place in the house today, as the answers want it. */
async function placed(person) {
  const placement = await Placement.findOne({
    where: { personId: person.id, ...inForce },
    include: [departmentWithBranch],
  })
  const department = placement?.department
  const branch = department?.groups[0]?.branch
  const row = {
    ...person.get(),
    personId: person.id,
    departmentName: department?.name ?? null,
    branchId: branch?.id ?? null,
    branchName: branch?.name ?? null,
  }
  return { row, departmentId: placement?.departmentId ?? '' }
}

export async function readSession({ person }) {
  const { row } = await placed(person)
  return sessionAnswer(row, person.grants)
}

export async function readTasks({ person }) {
  const campaign = await openCampaign()
  const pledge = campaign && (await Pledge.findOne({ where: { campaignId: campaign.id, personId: person.id } }))
  const ballots = await RoundAssignment.findAll({
    attributes: ['roundId', [col('round.votingToDay'), 'votingToDay'], [fn('COUNT', col('subjectId')), 'open']],
    where: { voterId: person.id, status: 'ISSUED' },
    include: { model: EvaluationRound, as: 'round', attributes: [], where: { state: 'VOTING' } },
    group: ['round_assignment.roundId', 'round.votingToDay'],
    raw: true,
  })
  return tasksAnswer(campaign && !pledge ? campaign.dueDay : null, ballots)
}

export async function readPledge({ person }) {
  const campaign = await openCampaign()
  if (!campaign) throw new Refused(404, '还没有活动。')
  const pledge = await Pledge.findOne({ where: { campaignId: campaign.id, personId: person.id } })
  const { row, departmentId } = await placed(person)
  const reference = await PostReference.findOne({
    where: { positionTitle: row.positionTitle, departmentId: ['', departmentId] },
    order: [['departmentId', 'DESC']],
  })
  const added = await Holiday.findAll()
  const { id: campaignId, state: _state, ...facts } = campaign.get()
  return pledgeAnswer({ campaignId, ...facts }, presentPledge(pledge), row, reference?.content ?? null, added)
}

function presentPledge(pledge) {
  if (!pledge) return null
  const { id: pledgeId, campaignId: _campaign, personId: _person, ...facts } = pledge.get()
  return { pledgeId, ...facts }
}

export async function readSheet({ person, params: { roundId } }) {
  const round = await EvaluationRound.findByPk(roundId, { include: ['campaign', 'branch'] })
  if (round?.state !== 'VOTING' || round.votingToDay < today) throw new Refused(409, '这一轮投票没有开放。')
  const roll = await RoundAssignment.findAll({
    where: { roundId, voterId: person.id },
    include: 'subject',
    order: [['subject', 'position', 'ASC']],
  })
  const campaign = await openCampaign()
  const pledges = await Pledge.findAll({
    where: {
      campaignId: campaign?.id ?? '',
      personId: roll.map(({ subject }) => subject.personId),
      publishedVersion: { [Op.gt]: 0 },
      publishConsent: true,
      state: { [Op.notIn]: ['WITHDRAWN', 'ARCHIVED'] },
    },
    include: { model: PledgeVersion, as: 'versions', where: { version: col('pledge.publishedVersion') } },
  })
  const rows = roll.map(({ status, voterId, sheetRevision, raterGroup, subject }) => {
    const version = pledges.find((pledge) => pledge.personId === subject.personId)?.versions[0]
    return {
      status,
      voterId,
      sheetRevision,
      raterGroup,
      subjectId: subject.id,
      kind: subject.kind,
      name: subject.name,
      departmentName: subject.departmentName,
      pledgeId: version?.pledgeId ?? null,
      dutyText: version?.dutyText ?? null,
      studyPledge: version?.studyPledge ?? null,
      dutyPledge: version?.dutyPledge ?? null,
      integrityPledge: version?.integrityPledge ?? null,
    }
  })
  const { half, template } = round.campaign
  const { branch, votingToDay, locks } = round
  return sheetAnswer({ half, branchName: branch.name, votingToDay, locks }, itemsOf(template), rows)
}
