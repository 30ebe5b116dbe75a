import { randomUUID } from 'node:crypto'
import { type EntityTarget, type FindOptionsWhere, In, type ObjectLiteral } from 'typeorm'
import { Campaign, Placement, PostArea, StoredFile } from '../../../entities'
import { type Checked, contract, type Input, type Output } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { sampleId } from '../../../server/demo/sampleOrganisationSeed'
import { openPosts } from '../../../server/features/opening/openPosts'
import { type DepartmentDesk, requireDesk } from '../../../server/features/organisation/desks'
import { askExemption } from '../../../server/features/postArea/askExemption'
import { collect } from '../../../server/features/postArea/collect'
import { confirmHalfYear } from '../../../server/features/postArea/confirmHalfYear'
import { consult, giveOpinion } from '../../../server/features/postArea/consult'
import { decideExemption } from '../../../server/features/postArea/decideExemption'
import { decidePostArea, returnByBranch, reviewContent } from '../../../server/features/postArea/decidePostArea'
import { designateLead } from '../../../server/features/postArea/designateLead'
import { fillForm } from '../../../server/features/postArea/fillForm'
import { hangPlate, removePlate } from '../../../server/features/postArea/hangPlate'
import { listExemptions } from '../../../server/features/postArea/listExemptions'
import { readPostArea } from '../../../server/features/postArea/read'
import { readBoard } from '../../../server/features/postArea/readBoard'
import { myPostAreas } from '../../../server/features/postArea/readMine'
import { changeNominee, recommend } from '../../../server/features/postArea/recommend'
import { requirePostArea } from '../../../server/features/postArea/records'
import { startPostArea } from '../../../server/features/postArea/startPostArea'
import { resume, suspend, voidPostArea } from '../../../server/features/postArea/suspend'
import { takeStep } from '../../../server/features/postArea/takeStep'
import { type House, openHouse } from '../organisation/house'

/** The verbs of 岗区 under their names in the contract. */
const verbs = {
  'postArea.board': readBoard,
  'postArea.mine': myPostAreas,
  'postArea.read': readPostArea,
  'postArea.open': openPosts,
  'postArea.start': startPostArea,
  'postArea.recommend': recommend,
  'postArea.consult': consult,
  'postArea.giveOpinion': giveOpinion,
  'postArea.fill': fillForm,
  'postArea.review': reviewContent,
  'postArea.decide': decidePostArea,
  'postArea.changeNominee': changeNominee,
  'postArea.returnByBranch': returnByBranch,
  'postArea.collect': collect,
  'postArea.hangPlate': hangPlate,
  'postArea.confirmHalfYear': confirmHalfYear,
  'postArea.suspend': suspend,
  'postArea.resume': resume,
  'postArea.remove': removePlate,
  'postArea.void': voidPostArea,
  'exemption.ask': askExemption,
  'exemption.list': listExemptions,
  'exemption.decide': decideExemption,
  'group.designateLead': designateLead,
} as const
export type VerbName = keyof typeof verbs
type Verb = (work: Work, input: unknown) => Promise<unknown>

/** Somebody of the sample by key: one of the cast, or e.g. 'D07:member:3'. */
export const someone = (key: string): string => sampleId(`person:${key}`)
export const department = (code: string): string => departmentId(code)
export const branch = (key: string): string => branchId(key)
export const campaignId = sampleId('campaign:2026')
const pictureIdOf = (personId: string): string => sampleId(`picture:${personId}`)

/** The chain up to the plate, in order. */
export const chain = [
  'DRAFT',
  'RECOMMENDED',
  'CONSULTING',
  'CONSULTED',
  'FILLED',
  'HEAD_REVIEWED',
  'LEADER_AGREED',
  'COLLECTED',
  'SUBMITTED',
  'ACCEPTED',
  'ACTIVE',
] as const
export type ChainState = (typeof chain)[number]

/** Who acts for a department. */
export interface Line {
  desk: DepartmentDesk
  lead: string
  head: string
  supervisor: string
  secretary: string
}

export interface PostStage {
  house: House
  /** A picture this person has sent up. */
  pictureOf(personId: string): Promise<string>
  /** Calls a verb as somebody, input and answer checked against the contract, in one unit of work. */
  call<Name extends VerbName>(name: Name, personId: string, input: Input<Name>): Promise<Output<Name>>
  /** The code of the refusal; an answer instead of one fails the test. */
  refusal<Name extends VerbName>(name: Name, personId: string, input: Input<Name>): Promise<string>
  line(code: string): Promise<Line>
  /** The 书记 of the branch opens the work. */
  open(...branches: string[]): Promise<void>
  /** Begins a 岗 or 区 of a department by its 书记; answers its id. */
  start(code: string, kind?: PostArea['kind'], replacesId?: string): Promise<string>
  record(postAreaId: string): Promise<PostArea>
  /** Id and revision, as a page would send them. */
  target(postAreaId: string): Promise<{ postAreaId: string; revision: number }>
  recommendation(postAreaId: string, nomineeId: string): Promise<Input<'postArea.recommend'>>
  form(postAreaId: string): Promise<Input<'postArea.fill'>>
  /** Takes a record from where it is along the chain to a state, each step by whoever it is up to. */
  walk(postAreaId: string, to: ChainState, nomineeId?: string): Promise<PostArea>
  /** A started record walked to a state. */
  at(code: string, to: ChainState, kind?: PostArea['kind'], nomineeId?: string): Promise<string>
  rows<Row extends ObjectLiteral>(entity: EntityTarget<Row>, where?: FindOptionsWhere<Row>): Promise<Row[]>
  /** A department's people change behind the verbs' back. */
  moveAway(personIds: string[], toCode: string): Promise<void>
  close(): Promise<void>
}

export const forms = {
  title: '生产一线示范岗',
  goal: '全年产品一次合格率达到99%以上',
  content: '带头落实工艺纪律，每月开展2次现场检查，当班问题当班解决。',
  grounds: '近三年考核均为优秀，群众公认。',
}

const setScene = async (house: House) => {
  await house.as(null, async (work) => {
    await work.insert(Campaign, {
      id: campaignId,
      year: 2026,
      title: '2026年“三亮”活动',
      basisNumber: '江岳机委发〔2026〕9号',
      basisTitle: '关于开展“三亮两联三评一公开”活动的通知',
      basisDay: '2026-08-20',
      openedDay: '2026-08-25',
      dueDay: '2026-09-20',
      limitMode: 'TOTAL',
      rules: null,
      basisVersion: null,
      state: 'OPEN',
      openedById: someone('office'),
      revision: 1,
    })
  })
}

const pictureFacts = {
  mediaType: 'image/jpeg',
  byteCount: 1,
  width: 1,
  height: 1,
  sha256: '',
  originalId: null,
  createdAt: 0,
}
const picturesOf =
  (house: House) =>
  async (ownerId: string): Promise<string> => {
    const id = pictureIdOf(ownerId)
    await house.as(null, async (work) => {
      const known = await work.one(StoredFile, { id })
      if (!known) await work.insert(StoredFile, { id, ownerId, purpose: 'PICTURE', ...pictureFacts })
    })
    return id
  }

const secretaries: Record<string, string> = {
  [branchId('general')]: 'generalSecretary',
  [branchId('finance')]: 'financeSecretary',
  [branchId('production')]: 'productionSecretary',
  [branchId('marketing')]: 'marketingSecretary',
  [branchId('digital')]: 'digitalSecretary',
}

export async function openPostStage(url: string): Promise<PostStage> {
  const house = await openHouse(url)
  await setScene(house)
  const { manager } = house.source
  const call: PostStage['call'] = async (name, personId, input) => {
    const { in: request, out } = contract[name]
    const checked = request.parse(input) as Checked<typeof name>
    const answer = await house.as(personId, (work) => (verbs[name] as Verb)(work, checked))
    return (out as { parse(value: unknown): unknown }).parse(answer) as Output<typeof name>
  }
  const record = (postAreaId: string) => manager.findOneByOrFail(PostArea, { id: postAreaId })
  const target = async (postAreaId: string) => ({ postAreaId, revision: (await record(postAreaId)).revision })
  const pictureOf = picturesOf(house)
  const line = async (code: string): Promise<Line> => {
    const desk = await house.as(null, (work) => requireDesk(work, departmentId(code)))
    return {
      desk,
      lead: desk.leadId ?? '',
      head: desk.head?.personId ?? '',
      supervisor: desk.supervisorIds[0] ?? '',
      secretary: someone(secretaries[desk.branchId] ?? ''),
    }
  }
  const recommendation: PostStage['recommendation'] = async (postAreaId, nomineeId) => ({
    ...(await target(postAreaId)),
    nomineeId,
    day: '2026-08-31',
    place: '三楼会议室',
    dueCount: 20,
    presentCount: 18,
    votesFor: 17,
    voteWay: 'HANDS',
  })
  const form: PostStage['form'] = async (postAreaId) => ({
    ...(await target(postAreaId)),
    ...forms,
    scope: '一车间至三车间',
  })
  const packaged = (postAreaId: string, by: string, event: 'package' | 'accept') =>
    house.as(by, async (work) => {
      const changes = event === 'accept' ? { acceptedAt: work.now } : {}
      await takeStep(work, await requirePostArea(work, postAreaId), event, changes)
    })
  const step = async (postAreaId: string, nomineeId: string): Promise<void> => {
    const { state, departmentId: place, nomineeId: nominee } = await record(postAreaId)
    const code = (await house.as(null, (work) => requireDesk(work, place))).code
    const { lead, head, supervisor, secretary, desk } = await line(code)
    const aim = await target(postAreaId)
    const judge = nominee === supervisor ? someone('hqCommittee') : supervisor
    const today = await house.as(null, async (work) => work.today)
    const moves: Record<string, () => Promise<unknown>> = {
      DRAFT: async () => call('postArea.recommend', lead, await recommendation(postAreaId, nomineeId)),
      RECOMMENDED: () => call('postArea.consult', lead, aim),
      CONSULTING: () => call('postArea.giveOpinion', judge, aim),
      CONSULTED: async () => call('postArea.fill', lead, await form(postAreaId)),
      FILLED: () => call('postArea.review', head, { ...aim, decision: 'review' }),
      HEAD_REVIEWED: () => call('postArea.decide', judge, { ...aim, decision: 'agree' }),
      LEADER_AGREED: () => call('postArea.collect', secretary, { branchId: desk.branchId, postAreaIds: [postAreaId] }),
      COLLECTED: () => packaged(postAreaId, secretary, 'package'),
      SUBMITTED: () => packaged(postAreaId, someone('office'), 'accept'),
      ACCEPTED: async () => {
        const pictureId = await pictureOf(lead)
        return call('postArea.hangPlate', lead, { ...aim, day: today, place: '一楼大厅', pictureId })
      },
    }
    await moves[state]?.()
  }
  const stage: PostStage = {
    house,
    pictureOf,
    call,
    refusal: (name, personId, input) =>
      call(name, personId, input).then(
        () => Promise.reject(new Error(`${name} was not refused`)),
        (fault: { code?: string }) => fault.code ?? Promise.reject(fault),
      ),
    line,
    open: async (...branches) => {
      for (const key of branches) {
        await call('postArea.open', someone(`${key}Secretary`), { branchId: branchId(key) })
      }
    },
    start: async (code, kind = 'POST', replacesId) => {
      const postAreaId = randomUUID()
      const { secretary } = await line(code)
      const replaced = replacesId ? { replacesId } : {}
      await call('postArea.start', secretary, { postAreaId, departmentId: departmentId(code), kind, ...replaced })
      return postAreaId
    },
    record,
    target,
    recommendation,
    form,
    walk: async (postAreaId, to, nomineeId) => {
      for (;;) {
        const { state, departmentId: place } = await record(postAreaId)
        if (chain.indexOf(state as ChainState) >= chain.indexOf(to)) return record(postAreaId)
        const { members } = await house.as(null, (work) => requireDesk(work, place))
        await step(postAreaId, nomineeId ?? members.at(-1)?.personId ?? '')
      }
    },
    at: async (code, to, kind, nomineeId) => {
      const postAreaId = await stage.start(code, kind)
      await stage.walk(postAreaId, to, nomineeId)
      return postAreaId
    },
    rows: (entity, where = {}) => manager.findBy(entity, where),
    moveAway: (personIds, toCode) =>
      house.as(null, async (work) => {
        await work.change(Placement, { personId: In(personIds) }, { departmentId: departmentId(toCode) })
      }),
    close: () => house.close(),
  }
  return stage
}
