import { createHash } from 'node:crypto'
import { openIdOf } from '../../bot/emulator/feishu/ids'
import {
  Department,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  RoleGrant,
} from '../../entities'
import type { CreateDemo } from '../../server/compose'
import type { Database } from '../../server/database/work'
import { createDemo } from '../../server/demo/demo'
import { sampleOrganisation } from '../../server/demo/sampleOrganisation'
import { samplePeople } from '../../server/demo/sampleOrganisationPeople'
import { branchPlan, departmentPlan } from '../../server/demo/sampleOrganisationPlan'
import { politicalStatusNames } from '../../server/domain/organisation/persons'
import { rosterFile } from '../server/roster/workbook'
import { openYear, places, type Year } from './places'
import { openStage, person, type Stage } from './stage'

const filler = '涉及本部门及所属直营连锁零售门店、外派驻点和青年理论学习小组的各项具体工作，'

/** A text that goes on to its very limit. */
const asLong = (text: string, limit: number): string => text.padEnd(limit, filler)

const longDepartment = (name: string): string =>
  asLong(`${name}（含所属分支机构与综合服务保障中心筹建办公室）`, 30).slice(0, 30)
const longBranch = (name: string): string => `中共江岳集团（演示）有限责任公司机关${name}委员会`
/** 20 characters and more, as people of the west of the country are called, some with a character of the second plane. */
const longName = (name: string, number: number): string =>
  `阿卜杜热西提江·买合木提吐尔逊·${number % 5 ? '古丽' : '𠮷'}${name}`

/** No call gives a branch or department that is there another name, the import that founds one does: so they begin with these. */
const named = (seed: (database: Database) => Promise<void>) => async (database: Database) => {
  await seed(database)
  await database.unitOfWork(null, 'job', async (work) => {
    for (const { name } of departmentPlan) await work.change(Department, { name }, { name: longDepartment(name) })
    for (const { name } of branchPlan) await work.change(PartyOrganisation, { name }, { name: longBranch(name) })
  })
}

/** Everybody gets the long name as an office would give it: in the roster file. */
async function renameEverybody({ product }: Stage): Promise<void> {
  const file = rosterFile(
    samplePeople().map(({ person: { staffNumber, name, politicalStatus, positionTitle } }, at) => ({
      工号: staffNumber,
      姓名: longName(name, at),
      政治面貌: politicalStatusNames[politicalStatus],
      职务: asLong(`${positionTitle}兼安全生产监督员`, 60),
    })),
  )
  const office = await product.login('office')
  const sha256 = createHash('sha256').update(file).digest('hex')
  // Another name behind a number is asked about; here everybody has one.
  const answers = encodeURIComponent(JSON.stringify({ yes: ['name:*'], skip: [], reason: '按身份证登记全名' }))
  const headers = { 'X-File-Sha256': sha256, 'X-File-Name': 'roster.xlsx', 'X-Answers': answers }
  const { status, body } = await office.send('roster.apply', file, headers)
  if (status !== 200) throw new Error(`${body.sentence} ${JSON.stringify(body.problems?.slice(0, 3))}`)
}

/** The year's house with the longest names and texts that can be. */
export async function openLongest(): Promise<{ stage: Stage; year: Year }> {
  const create: CreateDemo = (config) => {
    const demo = createDemo(config)
    return { ...demo, seed: named(demo.seed) }
  }
  const stage: Stage = { ...(await openStage('feishu', false, create)), word: asLong }
  await renameEverybody(stage)
  return { stage, year: await openYear(stage) }
}

/** One person for each part in the organisation, and nothing that anybody has done. */
const bare =
  ({ platforms: { feishu, wecom } }: ReturnType<typeof createDemo>) =>
  async (database: Database): Promise<void> => {
    const appId = feishu?.appId ?? ''
    const tenants = {
      feishu: { appId, openIdOf: (userId: string) => openIdOf(appId, userId) },
      wecom: { corpId: wecom?.corpId ?? '' },
    }
    await database.unitOfWork(null, 'job', async (work) => {
      if (await work.manager.exists(Person)) return
      const sample = sampleOrganisation(tenants, work.today)
      const parts = new Set([
        ...sample.personas.map(({ personId }) => personId),
        ...places.map(({ who }) => person(who).personId),
      ])
      const plays = ({ personId }: { personId: string }) => parts.has(personId)
      await work.insert(PartyOrganisation, sample.partyOrganisations)
      await work.insert(Department, sample.departments)
      await work.insert(PartyGroup, sample.partyGroups)
      await work.insert(
        Person,
        sample.people.filter(({ id }) => parts.has(id)),
      )
      await work.insert(Placement, sample.placements.filter(plays))
      await work.insert(RoleGrant, sample.grants.filter(plays))
      await work.insert(PlatformAccount, sample.accounts.filter(plays))
    })
  }

/** A house on its first day: who has a part in it, and no record at all. */
export async function openNothing(): Promise<Stage> {
  return openStage('feishu', false, (config) => {
    const demo = createDemo(config)
    return { ...demo, seed: bare(demo) }
  })
}
