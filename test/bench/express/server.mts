// The same ballot as it is usually written with Express and Sequelize: middleware for the session, models with
// associations, a managed transaction. The tables are the product's own.
import { randomUUID } from 'node:crypto'
import express from 'express'
import Keygrip from 'keygrip'
import { DataTypes, Op, Sequelize } from 'sequelize'
import { z } from 'zod'

const url = (process.env.DATABASE_URL ?? '').replace(/^mariadb:/, 'mysql:')
const sequelize = new Sequelize(url, {
  dialect: 'mysql',
  logging: false,
  pool: { max: 20 },
  isolationLevel: 'READ COMMITTED',
  define: { timestamps: false, freezeTableName: true },
})
const id = { type: DataTypes.STRING(36), primaryKey: true }
const key = (length) => ({ type: DataTypes.STRING(length), primaryKey: true })
const text = DataTypes.STRING

const Person = sequelize.define('person', { id, name: text, politicalStatus: text, dutyStatus: text })
const RoleGrant = sequelize.define('role_grant', {
  id,
  personId: text,
  role: text,
  scopeId: text,
  fromDay: text,
  toDay: text,
})
const EvaluationCampaign = sequelize.define('evaluation_campaign', { id, half: text, template: DataTypes.TEXT })
const EvaluationRound = sequelize.define('evaluation_round', {
  id,
  evaluationCampaignId: text,
  branchId: text,
  state: text,
  votingToDay: text,
})
const RoundSubject = sequelize.define('round_subject', { id, roundId: text, kind: text, name: text })
const RoundAssignment = sequelize.define('round_assignment', {
  roundId: key(36),
  voterId: key(36),
  subjectId: key(36),
  raterGroup: key(10),
  status: text,
  votedDay: text,
})
const Ballot = sequelize.define('ballot', {
  id,
  roundId: text,
  subjectId: text,
  raterGroup: text,
  answers: text,
  source: text,
})
Person.hasMany(RoleGrant, { foreignKey: 'personId', as: 'grants' })
EvaluationRound.belongsTo(EvaluationCampaign, { foreignKey: 'evaluationCampaignId', as: 'campaign' })
RoundAssignment.belongsTo(RoundSubject, { foreignKey: 'subjectId', as: 'subject' })

const today = '2026-09-07'
const keys = new Keygrip([process.env.SESSION_SECRET ?? ''], 'sha256', 'base64')
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

class Refused extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** The person of the signed session cookie, with the roles in force. */
async function requirePerson(request, _response, next) {
  try {
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '')
        .split('; ')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    )
    const session = cookies.lxq_session ?? ''
    if (!keys.verify(`lxq_session=${session}`, cookies['lxq_session.sig'] ?? '')) throw new Refused(401, '请先登录。')
    const grants = {
      model: RoleGrant,
      as: 'grants',
      required: false,
      where: { fromDay: { [Op.lte]: today }, toDay: { [Op.or]: [null, { [Op.gte]: today }] } },
    }
    request.person = await Person.findByPk(session.split('.')[0], { include: [grants] })
    if (!request.person || ['LEFT', 'RETIRED'].includes(request.person.dutyStatus))
      throw new Refused(401, '登录已过期。')
    next()
  } catch (fault) {
    next(fault)
  }
}

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

async function cast(request, response) {
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
  response.json({ cast: ballots.length, left })
}

const app = express()
app.use(express.json())
app.get('/', (_request, response) => response.send('ready'))
app.post('/api/rounds/:roundId/ballots', requirePerson, (request, response, next) =>
  cast(request, response).catch(next),
)
app.use((fault, _request, response, _next) => {
  const status = fault.status ?? (fault instanceof z.ZodError ? 400 : 500)
  response.status(status).json({ message: status === 500 ? '服务出错了。' : fault.message })
})
await sequelize.authenticate()
const server = app.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => {
  server.closeAllConnections()
  server.close(() => void sequelize.close().then(() => process.exit(0)))
})
