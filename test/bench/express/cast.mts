import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { today } from '../answers.mts'
import { Ballot, EvaluationRound, RoundAssignment, sequelize } from './models.mts'
import { Refused } from './refused.mts'

const sheet = z.strictObject({
  ballots: z
    .array(
      z.strictObject({
        subjectId: z.uuid(),
        raterGroup: z.enum(['SELF', 'PEER', 'MASSES', 'ORG', 'SUPERIOR']),
        answers: z.string().max(60),
      }),
    )
    .min(1)
    .max(200),
})

function checkAnswers(round, assignments, ballots) {
  const template = JSON.parse(round.campaign.template)
  for (const { subjectId, raterGroup, answers } of ballots) {
    const assignment = assignments.find((each) => each.subjectId === subjectId && each.raterGroup === raterGroup)
    if (!assignment) throw new Refused(422, '提交里有不属于您的评价对象。')
    if (assignment.status !== 'ISSUED') throw new Refused(409, '您的评价已经投出。')
    const { items } = template.subjects[assignment.subject.kind]
    if (answers.length !== items.length || /[^ABCDU]/.test(answers)) throw new Refused(422, '每项都要选一个。')
  }
}

export async function cast(request) {
  const { roundId } = request.params
  const { ballots } = sheet.parse(request.body)
  const voterId = request.person.id
  const subjectIds = ballots.map((ballot) => ballot.subjectId)
  const left = await sequelize.transaction(async (transaction) => {
    const round = await EvaluationRound.findByPk(roundId, { include: 'campaign', transaction })
    if (round?.state !== 'VOTING' || round.votingToDay < today) throw new Refused(409, '这一轮投票没有开放。')
    const assignments = await RoundAssignment.findAll({
      where: { roundId, voterId, subjectId: subjectIds },
      include: 'subject',
      transaction,
    })
    checkAnswers(round, assignments, ballots)
    const [changed] = await RoundAssignment.update(
      { status: 'VOTED', votedDay: today },
      { where: { roundId, voterId, subjectId: subjectIds, status: 'ISSUED' }, transaction },
    )
    if (changed !== ballots.length) throw new Refused(409, '您的评价已经投出。')
    const rows = ballots.map((ballot) => ({ id: randomUUID(), roundId, ...ballot, source: 'APP' }))
    await Ballot.bulkCreate(rows, { transaction })
    return RoundAssignment.count({ where: { roundId, voterId, status: 'ISSUED' }, transaction })
  })
  return { cast: ballots.length, left }
}
