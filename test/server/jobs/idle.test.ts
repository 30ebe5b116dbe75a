import pino from 'pino'
import { createRunner, type JobBodies } from '../../../jobs/runner'
import { createSender } from '../../../jobs/sendOutbox'
import { startCpuTime } from '../../support/cpuTime'
import { type House, openHouse, persona } from '../organisation/house'
import { fakeChat } from './fakeChat'

const log = pino({ level: 'silent' })
const oldRows = 100_000

/** R6: an idle house of some years burned a tenth of a core on looking for what is due. */
describe('a house with a hundred thousand old messages', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(':memory:')
    await house.source.query(
      `insert into outbox_message (id, dedupeKey, personId, kind, card, state, createdAt, attempts, nextAt, sentAt, doneState, messageId)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < ${oldRows})
       select 'old-' || i, 'old:' || i, ?, 'filing', '{}', 'SENT', i, 0, 8640000000000000, i, 'DONE', 'm' || i from n`,
      [persona('member').personId],
    )
  }, 60_000)
  afterAll(() => house.close())

  test('an idle second costs at most five milliseconds of the processor', async () => {
    const idle: JobBodies['remind'] = async () => ''
    const bodies = {
      remind: idle,
      closeVoting: idle,
      keepProgress: idle,
      mixOpinions: idle,
      followRoster: idle,
      purge: idle,
    } as JobBodies
    const tick = createRunner(house.database, bodies, log)
    const deliver = createSender(house.database, { feishu: fakeChat().platform }, log)
    const look = async () => {
      await tick()
      await deliver()
    }
    for (let turn = 0; turn < 50; turn += 1) await look()
    const used = startCpuTime()
    const looks = 500
    for (let turn = 0; turn < looks; turn += 1) await look()
    const milliseconds = used() / looks
    process.stderr.write(`${JSON.stringify({ 'CPU-ms an idle second': milliseconds })}\n`)
    expect(milliseconds).toBeLessThan(5)
  })
})
