import { createHash, randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { PlatformName } from '../../../bot/port'
import type { CallName, Input, Output } from '../../../server/contract'
import { drawCode } from '../../../server/domain/setUp/oneTimeCode'
import type { Caller } from '../../support/caller'
import type { Company } from '../../support/houseSettings'
import type { MovingHouse } from '../../support/movingHouse'
import { rosterFile } from '../roster/workbook'

export const newCode = (): string => drawCode((count) => randomBytes(count))

export const officer = (staffNumber: string, name: string) => ({
  staffNumber,
  name,
  politicalStatus: '中共党员',
  departmentCode: 'D01',
  departmentName: '机关党办',
  branchName: '党办支部',
  loginCode: newCode(),
})

/** The company as its platforms have it: some on the one, some on the other. */
export const company: Company = {
  feishu: {
    departments: [
      { departmentId: 'd1', name: '机关党办' },
      { departmentId: 'd2', name: '财务部' },
    ],
    users: [
      { userId: 'chief', name: '甲一鸣', employeeNo: 'A001', departmentIds: ['d1'] },
      { userId: 'secretary', name: '丙书记', employeeNo: 'B001', departmentIds: ['d2'] },
      { userId: 'fellow', name: '庚出纳', employeeNo: 'B005', departmentIds: ['d2'] },
      ...['newcomer', 'stranger'].map((userId) => ({ userId, name: userId })),
    ],
  },
  wecom: {
    departments: [
      { id: 1, name: '江城水务', parentid: 0 },
      { id: 2, name: '财务部', parentid: 1 },
      { id: 3, name: '市场部', parentid: 1 },
    ],
    users: [
      { userid: 'deputy', name: '乙小舟', department: [1] },
      { userid: 'b002', name: '丁会计', department: [2] },
      { userid: 'c001', name: '辛主任', department: [3] },
      { userid: 'cashier', name: 'cashier', department: [1] },
    ],
  },
}

const office = { 部门编号: 'D01', 部门: '机关党办', 所属支部: '党办支部' }
const finance = { 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' }
const market = { 部门编号: 'D03', 部门: '市场部', 所属支部: '市场支部' }

export const roster = (): Buffer =>
  rosterFile([
    { 工号: 'A001', 姓名: '甲一鸣', 政治面貌: '中共党员', ...office },
    { 工号: 'A002', 姓名: '乙小舟', 政治面貌: '中共党员', ...office },
    { 工号: 'B001', 姓名: '丙书记', 政治面貌: '中共党员', ...finance },
    { 工号: 'B002', 姓名: '丁会计', 政治面貌: '中共党员', ...finance },
    { 工号: 'B005', 姓名: '庚出纳', 政治面貌: '中共党员', ...finance },
    { 工号: 'B004', 姓名: '己文书', 政治面貌: '群众', ...finance },
    { 工号: 'C001', 姓名: '辛主任', 政治面貌: '中共党员', ...market },
  ])

/** What a file travels with when it is sent. */
export const fileHeaders = (file: Buffer) => ({
  'X-File-Name': 'roster.xlsx',
  'X-File-Sha256': createHash('sha256').update(file).digest('hex'),
})

/** What one thing was that the administrator and 党办 do with their own hands: how often, and how long the house kept them. */
interface Step {
  times: number
  milliseconds: number
}

/** What the administrator and 党办 do with their own hands, in words, in the order in which they begin with it. */
export class Steps {
  readonly done = new Map<string, Step>()
  private since = performance.now()

  note(what: string): void {
    this.add(what, 1)
  }

  /** What they asked for was done meanwhile, and they looked on. */
  waited(what: string): void {
    this.add(what, 0)
  }

  private add(what: string, more: number): void {
    const { times, milliseconds } = this.done.get(what) ?? { times: 0, milliseconds: 0 }
    const now = performance.now()
    this.done.set(what, { times: times + more, milliseconds: milliseconds + now - this.since })
    this.since = now
  }

  /** What others did until now is none of the next step. */
  othersDid(): void {
    this.since = performance.now()
  }

  /** Each with its number and its wall-clock, and all of them together. */
  lines(): string[] {
    const all = [...this.done]
    const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`
    const sum = (of: (step: Step) => number): number => all.reduce((total, [, step]) => total + of(step), 0)
    const whole = `${sum(({ times }) => times)} steps, ${seconds(sum(({ milliseconds }) => milliseconds))}`
    return [whole, ...all.map(([what, step]) => `${what} × ${step.times}: ${seconds(step.milliseconds)}`)]
  }

  async take<Answer>(
    what: string,
    reply: Promise<{ status: number; body: Answer & { sentence?: string } }>,
  ): Promise<Answer> {
    const answer = await good(what, reply)
    this.note(what)
    return answer
  }
}

/** The answer of a call that has to go well. */
export async function good<Answer>(
  what: string,
  reply: Promise<{ status: number; body: Answer & { sentence?: string } }>,
): Promise<Answer> {
  const { status, body } = await reply
  expect([what, status, body.sentence]).toEqual([what, 200, undefined])
  return body
}

export const goodCall = <Name extends CallName>(who: Caller, name: Name, input?: Input<Name>): Promise<Output<Name>> =>
  good(name, who.call(name, input))

/** Whoever opens the link and logs in behind it is the person it was made for. */
export async function enter(
  house: MovingHouse,
  platform: PlatformName,
  userId: string,
  loginCode: string,
): Promise<Caller> {
  const opened = await house.anonymous.call('login.byInvite', { loginCode })
  const cookie = opened.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  const { path, cookie: session } = await house.logIn(platform, userId, { cookie })
  expect(path).toBe('/')
  return house.as(session)
}

const portrait = () =>
  sharp({ create: { width: 413, height: 579, channels: 3, background: '#c8102e' } })
    .jpeg()
    .toBuffer()

/** The page behind a card's button, as the client opens it. */
function pageOf(openUrl: string | undefined): string {
  const address = new URL(openUrl ?? 'about:blank')
  const target = address.searchParams.get('lk_target_url')
  return target ? new URL(target).pathname : address.pathname
}

/**
 * Somebody gets the card in his chat, presses its button, comes in by his platform onto the page behind it, and fills in
 * the sheet that stands there.
 */
export async function pledgeByCard(house: MovingHouse, platform: PlatformName, userId: string, dutyText: string) {
  const pressed = await house.emulator.press(platform, userId, '公开承诺书', '去填写')
  const path = pageOf(pressed.openUrl)
  expect(path).toBe('/pledge')
  const came = await house.logIn(platform, userId, { path, inside: true })
  expect([userId, came.path]).toEqual([userId, path])
  const member = house.as(came.cookie)
  const { campaign } = await goodCall(member, 'pledge.mine')
  const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': 'photo.jpg' }
  const { photoId } = await good('photo', member.send('photo.upload', await portrait(), headers))
  const words = {
    dutyText,
    studyPledge: '每月学习2次',
    dutyPledge: '月底5日前结账',
    integrityPledge: '全年零违纪',
  }
  const consent = { publishConsent: true, photoConsent: true, revision: 0 }
  await goodCall(member, 'pledge.submit', { campaignId: campaign?.campaignId ?? '', photoId, ...words, ...consent })
  return member
}

/** Too few people for 示范岗 and 责任区: the branch asks, 党办 agrees; then the branch hands in. */
export async function handIn(secretary: Caller, chief: Caller, branchId: string, steps: Steps): Promise<void> {
  const { branches } = await goodCall(chief, 'organisation.tree')
  const departmentId = branches.find((one) => one.branchId === branchId)?.departments[0]?.departmentId ?? ''
  for (const kind of ['POST', 'AREA'] as const) {
    const asked = { exemptionId: randomUUID(), departmentId, kind, reason: '部门人少，没有合适的岗位' }
    await goodCall(secretary, 'exemption.ask', asked)
    steps.othersDid()
    const decided = { exemptionId: asked.exemptionId, decision: 'GRANTED', revision: 1 } as const
    await steps.take('同意免设岗区', chief.call('exemption.decide', decided))
  }
  await goodCall(secretary, 'package.submit', { branchId, missing: [] })
}
