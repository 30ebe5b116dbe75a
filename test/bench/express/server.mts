// The same as it is usually written with Express and Sequelize: middleware for the session, models with associations, a
// managed transaction. The tables are the product's own. From now on this may be made faster, never slower: what the product
// is measured against must not be moved.
import express from 'express'
import Keygrip from 'keygrip'
import { Op } from 'sequelize'
import { z } from 'zod'
import { today } from '../answers.mts'
import { cast } from './cast.mts'
import { Person, RoleGrant, sequelize } from './models.mts'
import { readPledge, readSession, readSheet, readTasks } from './reads.mts'
import { Refused } from './refused.mts'

const keys = new Keygrip([process.env.SESSION_SECRET ?? ''], 'sha256', 'base64')

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

const answered = (body) => (request, response, next) =>
  body(request)
    .then((answer) => response.json(answer))
    .catch(next)

const app = express()
app.use(express.json())
app.get('/', (_request, response) => response.send('ready'))
app.get('/api/session', requirePerson, answered(readSession))
app.get('/api/tasks', requirePerson, answered(readTasks))
app.get('/api/pledges/mine', requirePerson, answered(readPledge))
app.get('/api/rounds/:roundId/sheet', requirePerson, answered(readSheet))
app.post('/api/rounds/:roundId/ballots', requirePerson, answered(cast))
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
