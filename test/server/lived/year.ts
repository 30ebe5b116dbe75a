import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { addDays, type CalendarDay, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { branchName, rosterRow, type Size, type Worker } from './company'
import type { LivedHouse } from './livedHouse'

/** What somebody of the house does on a day of the year, 'MM-DD'; `year` counts from 0. */
type Deed = (lived: Lived, year: number) => Promise<void>

export interface Lived {
  house: LivedHouse
  size: Size
  /** The 书记 of each branch now; 党办's own branch has none. */
  secretaries: (Worker | undefined)[]
  /** Who works there now. */
  present: Set<Worker>
  /** Pages that hang somewhere as a code. */
  printed: Set<string>
  photo: Buffer
}

export const portrait = (): Promise<Buffer> =>
  sharp({ create: { width: 413, height: 579, channels: 3, background: '#c8102e' } })
    .jpeg()
    .toBuffer()

const yearOf = ({ house }: Lived): number => Number(house.today().slice(0, 4))
const membersOf = ({ present }: Lived, branch: number): Worker[] =>
  [...present].filter((worker) => worker.branch === branch && worker.isMember)
const eachBranch = ({ size }: Lived): number[] => Array.from({ length: size.branches - 1 }, (_none, at) => at + 1)

const openCampaign: Deed = async (lived) => {
  const year = yearOf(lived)
  const basis = {
    basisNumber: `机关党办〔${year}〕1号`,
    basisTitle: '关于开展“三亮”活动的通知',
    basisDay: lived.house.today(),
  }
  await lived.house.act(lived.house.office, 'campaign.open', {
    year,
    title: `${year}年“三亮”公开承诺`,
    dueDay: `${year}-09-20`,
    ...basis,
  })
}

/** Some a day: each member writes anew, or hands in what hung last year. */
const pledge =
  (turn: number, turns: number): Deed =>
  async (lived) => {
    const { house, photo } = lived
    const members = [...lived.present].filter(({ isMember }) => isMember)
    for (const member of members.filter((_member, at) => at % turns === turn)) {
      const mine = await house.act(member, 'pledge.mine')
      if (!mine?.campaign || (mine.pledge && !mine.pledge.mayEdit)) continue
      const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': 'photo.jpg' }
      const uploaded = await house.send(member, 'photo.upload', photo, headers)
      await house.act(member, 'pledge.submit', {
        campaignId: mine.campaign.campaignId,
        photoId: uploaded?.photoId ?? '',
        dutyText: `负责${branchName(member.branch)}的日常工作`,
        studyPledge: '每月学习2次',
        dutyPledge: '月底5日前结账',
        integrityPledge: '全年零违纪',
        publishConsent: true,
        photoConsent: true,
        revision: mine.pledge?.revision ?? 0,
      })
    }
  }

/** Too few people for 示范岗 and 责任区: each branch asks, 党办 agrees. */
const exempt: Deed = async (lived) => {
  const { house, secretaries } = lived
  const tree = await house.act(house.office, 'organisation.tree')
  for (const branch of eachBranch(lived)) {
    const secretary = secretaries[branch]
    const department = tree?.branches.find(({ name }) => name === branchName(branch))?.departments[0]
    if (!secretary || !department?.departmentId) continue
    for (const kind of ['POST', 'AREA'] as const) {
      const asked = {
        exemptionId: randomUUID(),
        departmentId: department.departmentId,
        kind,
        reason: '部门人少，没有合适的岗位',
      }
      if (!(await house.act(secretary, 'exemption.ask', asked))) continue
      const { exemptionId } = asked
      await house.act(house.office, 'exemption.decide', { exemptionId, decision: 'GRANTED', revision: 1 })
    }
  }
}

const handIn: Deed = async (lived) => {
  const { house, secretaries } = lived
  const branchIds = await house.branchIds()
  for (const branch of eachBranch(lived)) {
    const secretary = secretaries[branch]
    const branchId = branchIds[branch] ?? ''
    if (!secretary) continue
    const board = await house.act(secretary, 'pledge.branch', { branchId })
    const missing = (board?.members ?? [])
      .filter(({ state }) => state === 'DRAFT' || state === 'RETURNED')
      .map(({ personId }) => ({ personId, reason: '外派，回来后补交' }))
    await house.act(secretary, 'package.submit', { branchId, missing })
  }
}

const takeIn: Deed = async (lived) => {
  const { house } = lived
  const waiting = await house.act(house.office, 'package.list')
  for (const { latest } of waiting?.branches ?? [])
    if (latest?.state === 'SUBMITTED')
      await house.act(house.office, 'package.accept', { packageId: latest.packageId, revision: latest.revision })
  const wall = await house.act(house.office, 'wall.list', {})
  for (const { pledgeId } of wall?.pledges ?? []) lived.printed.add(pledgeId)
}

const join: Deed = async (lived, year) => {
  const newcomers = lived.house.workers.filter(({ joins }) => joins === year + 1)
  if (!newcomers.length) return
  await lived.house.roster(newcomers.map((worker) => rosterRow(worker, { 入职时间: lived.house.today() })))
  for (const worker of newcomers) lived.present.add(worker)
  await lived.house.act(lived.house.office, 'directory.ask', { dry: false })
}

/** One of each branch goes, and the 书记 of one of them. */
const leave: Deed = async (lived, year) => {
  const { house, secretaries } = lived
  const gone = eachBranch(lived).flatMap((branch) => {
    const secretary = secretaries[branch]
    const orphaned = branch === 1 + (year % (lived.size.branches - 1))
    const one = orphaned ? secretary : [...lived.present].find((each) => each.branch === branch && !each.isMember)
    if (orphaned) secretaries[branch] = undefined
    return one ? [one] : []
  })
  const rows = gone.map((worker) => rosterRow(worker, { 在岗状态: '离职', 离职时间: house.today() }))
  await house.roster(rows, { yes: ['leaves:*'], skip: [], reason: '到龄退休，办了手续' })
  for (const worker of gone) lived.present.delete(worker)
}

/** What nobody holds stands on 党办's list within a day, and is given to somebody. */
const fillPosts: Deed = async (lived) => {
  const { house, secretaries } = lived
  const { posts = [] } = (await house.act(house.office, 'vacancy.list')) ?? {}
  const branchIds = await house.branchIds()
  for (const branch of eachBranch(lived)) {
    if (secretaries[branch]) continue
    if (!posts.some(({ role, scopeName }) => role === 'BRANCH_SECRETARY' && scopeName === branchName(branch)))
      house.faults.push(`${house.today()} ${branchName(branch)} has no 书记 and 党办 does not read of it`)
    const next = membersOf(lived, branch)[0]
    if (!next) continue
    const grant = { role: 'BRANCH_SECRETARY', fromDay: house.today(), reason: '支部大会选举' } as const
    const scopeId = branchIds[branch] ?? ''
    const done = await house.act(house.office, 'organisation.grantRole', {
      personId: await house.idOf(next),
      scopeId,
      ...grant,
    })
    if (done) secretaries[branch] = next
  }
}

const openEvaluation: Deed = async (lived) => {
  const half = `${yearOf(lived)}H${lived.house.today().slice(5, 7) === '06' ? 1 : 2}`
  const given = { half, title: `${half}评价`, basisNumber: `机关党办〔${yearOf(lived)}〕2号` }
  await lived.house.act(lived.house.office, 'evaluation.open', given as never)
}

/** The platform answers with a proxy's page from now on, or as before. */
const outage =
  (platform: 'feishu' | 'wecom', on: boolean): Deed =>
  async ({ house }) => {
    const { url } = house.moving.emulator
    const given = on ? { path: `/${platform}`, kind: 'html502', times: 1_000_000 } : {}
    const answer = await fetch(`${url}/__ctl/frame/${on ? 'fault' : 'clearFaults'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(given),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }

/** A year of the house, in the order of its days. */
export const deeds: readonly [day: string, deed: Deed][] = [
  ['09-01', openCampaign],
  ['09-02', pledge(0, 3)],
  ['09-03', pledge(1, 3)],
  ['09-07', pledge(2, 3)],
  ['09-09', exempt],
  ['09-14', handIn],
  ['09-16', takeIn],
  ['10-12', outage('feishu', true)],
  ['10-19', outage('feishu', false)],
  ['11-09', outage('wecom', true)],
  ['11-16', outage('wecom', false)],
  ['12-01', openEvaluation],
  ['03-02', join],
  ['04-01', leave],
  ['04-02', fillPosts],
  ['06-01', openEvaluation],
]

const morning = 9 * 60 + 40
const afternoon = 15 * 60

/** Every day of a year of the house, or in the sample those on which something is done, those around the deadlines, and Mondays. */
export async function liveYear(lived: Lived, year: number, everyDay: boolean): Promise<void> {
  const first = toCalendarDay(`${2026 + year}-09-01`)
  const after = toCalendarDay(`${2027 + year}-09-01`)
  for (let day = first; day < after; day = addDays(day, 1)) {
    const due = deeds.filter(([date]) => date === day.slice(5))
    if (!everyDay && !due.length && !isNear(day)) continue
    await lived.house.until(day, morning)
    for (const [, deed] of due) await deed(lived, year)
    if (due.length || everyDay) await lived.house.until(day, afternoon)
  }
}

const isNear = (day: CalendarDay): boolean => /-(09-(1[5-9]|2\d)|(06|12)-(2[5-9]|30|31))$/.test(day)
