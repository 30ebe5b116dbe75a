import { randomUUID } from 'node:crypto'
import pino from 'pino'
import type { Card } from '../../../bot/port'
import { Campaign, OutboxMessage, Person, Pledge } from '../../../entities'
import { createRunner } from '../../../jobs/runner'
import { openDatabase } from '../../../server/database/dataSource'
import { Database, type Work } from '../../../server/database/work'
import { seedSampleOrganisation } from '../../../server/demo/sampleOrganisation'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { remind } from '../../../server/features/reminders/remind'
import { policy } from '../../../server/policy'
import { seedOnce } from '../../support/ready/seedOnce'
import { sampleTenants } from '../organisation/house'

export interface ReminderStage {
  database: Database
  /** Sets the clock, 'HH:MM' in Shanghai. */
  at(day: string, time?: string): void
  as<Result>(personId: string | null, body: (work: Work) => Promise<Result>): Promise<Result>
  /** A 三亮 campaign opened on a day, without the cards of its opening. */
  campaign(openedDay: string, dueDay: string): Promise<string>
  handIn(campaignId: string, personId: string, state?: string): Promise<void>
  /** Runs the job of a day at 09:07, as one instance does. */
  run(day: string): Promise<string>
  /** A runner of its own, as a second instance has one. */
  runner(): () => Promise<void>
  cards(): Promise<(OutboxMessage & { card: Card })[]>
  /** Forgets the cards, for the next scene. */
  clear(): Promise<void>
  people(): Promise<Person[]>
  close(): Promise<void>
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

export async function openReminders(url: string): Promise<ReminderStage> {
  let now = instantOf(toCalendarDay('2026-09-01'), minutes('09:07'))
  const source = await openDatabase(url)
  const database = new Database(source, { now: () => now }, policy)
  const job = <Result>(body: (work: Work) => Promise<Result>) => database.unitOfWork(null, 'job', body)
  const at = (day: string, time = '09:07') => {
    now = instantOf(toCalendarDay(day), minutes(time))
  }
  await seedOnce(source, 'sample', () => job((work) => seedSampleOrganisation(work, sampleTenants)))
  let year = 2026
  const campaign: ReminderStage['campaign'] = async (openedDay, dueDay) => {
    const id = randomUUID()
    const basis = { basisNumber: '江岳机委发〔2026〕9号', basisTitle: '通知', basisDay: openedDay }
    const open = {
      limitMode: 'TOTAL' as const,
      state: 'OPEN' as const,
      openedById: randomUUID(),
      rules: null,
      basisVersion: null,
      revision: 1,
    }
    await job((work) => work.insert(Campaign, { id, year, title: '三亮', ...basis, openedDay, dueDay, ...open }))
    year += 1
    return id
  }
  const handIn: ReminderStage['handIn'] = (campaignId, personId, state = 'SUBMITTED') =>
    job((work) =>
      work.insert(Pledge, {
        id: randomUUID(),
        campaignId,
        personId,
        state,
        dutyText: '',
        studyPledge: '',
        dutyPledge: '',
        integrityPledge: '',
        photoId: null,
        publishConsent: false,
        photoConsent: false,
        limitMode: null,
        dueDay: '2026-09-20',
        submittedAt: null,
        late: false,
        returnReason: null,
        publishedAt: null,
        publishedVersion: 0,
        packageId: null,
        paperPhotoDay: null,
        revision: 1,
      }),
    )
  const read = <Result>(body: (work: Work) => Promise<Result>) => database.read(null, 'job', body)
  return {
    database,
    at,
    campaign,
    handIn,
    as: async (personId, body) => {
      const actor = personId ? await read((work) => loadActor(work, personId)) : null
      return database.unitOfWork(actor, 'pc', body)
    },
    run: (day) => {
      at(day)
      return remind(database, toCalendarDay(day))
    },
    runner: () => {
      const idle = async () => ''
      return createRunner(
        database,
        {
          remind,
          closeVoting: idle,
          keepProgress: idle,
          mixOpinions: idle,
          closeContactRosters: idle,
          followRoster: idle,
          askDirectory: idle,
          purge: idle,
          checkDatabase: idle,
        },
        pino({ level: 'silent' }),
      )
    },
    cards: () => read((work) => work.manager.find(OutboxMessage)) as Promise<(OutboxMessage & { card: Card })[]>,
    clear: () =>
      job(async (work) => {
        await work.manager.query('delete from outbox_subject')
        await work.manager.query('delete from outbox_message')
      }),
    people: () => read((work) => work.manager.find(Person)),
    close: () => database.close(),
  }
}
