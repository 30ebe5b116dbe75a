import type { CallName, Input, Output } from '../../../server/contract'
import { type CalendarDay, instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { Caller, Reply } from '../../support/caller'
import { type MovingHouse, openMovingHouse } from '../../support/movingHouse'
import { rosterFile } from '../roster/workbook'
import { enter, fileHeaders, newCode } from '../setUp/movingIn'
import { branchName, companyOf, rosterRow, type Size, type Worker, workersOf } from './company'

/** A house in production whose people come in by their platforms; what answered with a fault of ours is kept. */
export interface LivedHouse {
  moving: MovingHouse
  workers: Worker[]
  /** Everything that is not as it must be. */
  faults: string[]
  office: Worker
  today(): CalendarDay
  /** Lets it become this time of the day, and does what is due. */
  until(day: CalendarDay, minutes: number): Promise<void>
  /** As this person, who logs in anew where his session has ended. */
  ask<Name extends CallName>(who: Worker, name: Name, input?: Input<Name>): Promise<Reply<Output<Name>>>
  /** As ask, for what has to go well; else it is a fault. */
  act<Name extends CallName>(who: Worker, name: Name, input?: Input<Name>): Promise<Output<Name> | undefined>
  send<Name extends CallName>(
    who: Worker,
    name: Name,
    file: Buffer,
    headers: Record<string, string>,
  ): Promise<Output<Name> | undefined>
  roster(rows: Parameters<typeof rosterFile>[0], answers?: object): Promise<void>
  idOf(who: Worker): Promise<string>
  branchIds(): Promise<string[]>
}

const morning = 9 * 60 + 40

/** Founded as an administrator does it, with its people from HR's file and their accounts from the directories. */
export async function openLivedHouse(databaseUrl: string, size: Size, firstDay: CalendarDay): Promise<LivedHouse> {
  const workers = workersOf(size)
  const company = companyOf(workers, size.branches)
  const moving = await openMovingHouse(databaseUrl, company, instantOf(firstDay, morning))
  const [office, deputy] = workers as [Worker, Worker]
  const faults: string[] = []
  const callers = new Map<string, Caller>()
  const ids = new Map<string, string>()
  let day = firstDay

  const callerOf = async (who: Worker): Promise<Caller> => {
    const known = callers.get(who.staffNumber)
    if (known) return known
    const came = await moving.logIn(who.platform, who.userId)
    const own = moving.as(came.cookie)
    callers.set(who.staffNumber, own)
    return own
  }
  const told = (who: Worker, name: string, { status, body }: Reply<unknown>): void => {
    if (status >= 500) faults.push(`${day} ${who.staffNumber} ${name}: ${status} ${body.sentence ?? ''}`)
  }
  const withSession = async <Answer>(
    who: Worker,
    name: string,
    send: (caller: Caller) => Promise<Reply<Answer>>,
  ): Promise<Reply<Answer>> => {
    let reply = await send(await callerOf(who))
    if (reply.status === 401) {
      callers.delete(who.staffNumber)
      reply = await send(await callerOf(who))
    }
    told(who, name, reply)
    return reply
  }
  const good = <Answer>(who: Worker, name: string, { status, body }: Reply<Answer>): Answer | undefined => {
    if (status === 200) return body
    faults.push(
      `${day} ${who.name} ${name}: ${status} ${body.code} ${body.sentence} ${JSON.stringify(body.problems ?? [])}`,
    )
    return undefined
  }
  const house: LivedHouse = {
    moving,
    workers,
    faults,
    office,
    today: () => day,
    until: async (next, minutes) => {
      day = next
      await moving.pass(Math.max(0, instantOf(next, minutes) - moving.now()))
    },
    ask: (who, name, input) => withSession(who, name, (caller) => caller.call(name, input)),
    act: async (who, name, input) => good(who, name, await house.ask(who, name, input)),
    send: async (who, name, file, headers) =>
      good(who, name, await withSession(who, name, (caller) => caller.send(name, file, headers))),
    roster: async (rows, answers) => {
      const file = rosterFile(rows)
      const said = answers ? { 'X-Answers': encodeURIComponent(JSON.stringify(answers)) } : {}
      await house.send(office, 'roster.apply', file, { ...fileHeaders(file), ...said })
    },
    idOf: async (who) => {
      const known = ids.get(who.staffNumber)
      if (known) return known
      const found = await house.act(office, 'organisation.people', { search: who.staffNumber })
      const personId = found?.people[0]?.personId ?? ''
      ids.set(who.staffNumber, personId)
      return personId
    },
    branchIds: async () => {
      const tree = await house.act(office, 'organisation.tree', {})
      return Array.from(
        { length: size.branches },
        (_none, branch) => tree?.branches.find(({ name }) => name === branchName(branch))?.branchId ?? '',
      )
    },
  }
  await found(house, [office, deputy], size)
  return house
}

async function found(house: LivedHouse, first: readonly [Worker, Worker], { branches }: Size): Promise<void> {
  const { moving, workers, office } = house
  for (const platform of ['feishu', 'wecom'] as const) await moving.setConsole(platform)
  const setUpCode = moving.product.setUpCode ?? ''
  const people = first.map(({ staffNumber, name }) => ({
    staffNumber,
    name,
    politicalStatus: '中共党员',
    departmentCode: 'D01',
    departmentName: '机关党办',
    branchName: '党办支部',
    loginCode: newCode(),
  }))
  const named = { houseName: '江城水务机关', committeeName: '机关党委', branchNames: ['党办支部'] }
  const done = await moving.anonymous.call('setUp.found', { setUpCode, ...named, people })
  if (done.status !== 200) throw new Error(`setUp.found: ${done.body.sentence}`)
  for (const [at, { platform, userId }] of first.entries()) {
    await enter(moving, platform, userId, people[at]?.loginCode ?? '')
    await moving.emulator.say(platform, userId, '你好')
  }
  await house.roster(workers.filter(({ joins }) => joins === 0).map((worker) => rosterRow(worker)))
  await house.act(office, 'directory.ask', { dry: false })
  await moving.product.catchUp()
  const branchIds = await house.branchIds()
  for (let branch = 1; branch < branches; branch += 1) {
    const secretary = workers.find((worker) => worker.branch === branch && worker.isMember) as Worker
    await house.act(office, 'organisation.grantRole', {
      personId: await house.idOf(secretary),
      role: 'BRANCH_SECRETARY',
      scopeId: branchIds[branch] ?? '',
      fromDay: house.today(),
      reason: '支部大会选举',
    })
  }
}

export const firstDay = toCalendarDay('2026-09-01')
