import type { Input } from '../../../server/contract'
import { branchId, departmentId, samplePeople } from '../../../server/demo/sampleOrganisationPeople'
import { ownId, type Recorder, someone } from './recorder'

/** Who acts for a department of the sample. */
export interface Line {
  code: string
  branch: string
  lead: string
  head: string
  judge: string
  secretary: string
}

/**
 * 人力资源部 is headed by somebody outside the party; 财务部 and 信息中心 are led and headed by one person. 技术研发部 is led by
 * its own 分管领导: about himself 机关党委 is asked. In 安全环保部 two hold the highest post, and one of them is designated.
 */
export const lines = {
  staff: {
    code: 'D02',
    branch: 'general',
    lead: 'hqCommittee',
    head: 'massesHead',
    judge: 'groupLeader',
    secretary: 'generalSecretary',
  },
  money: {
    code: 'D04',
    branch: 'finance',
    lead: 'financeSecretary',
    head: 'financeSecretary',
    judge: 'supervisor',
    secretary: 'financeSecretary',
  },
  computers: {
    code: 'D14',
    branch: 'digital',
    lead: 'digitalSecretary',
    head: 'digitalSecretary',
    judge: 'supervisor',
    secretary: 'digitalSecretary',
  },
  research: {
    code: 'D08',
    branch: 'production',
    lead: 'chiefEngineer',
    head: 'researchHead',
    judge: 'hqCommittee',
    secretary: 'productionSecretary',
  },
  safety: {
    code: 'D09',
    branch: 'production',
    lead: 'safetyDirector',
    head: 'safetyHead',
    judge: 'chiefEngineer',
    secretary: 'productionSecretary',
  },
} as const satisfies Record<string, Line>

/** The drawn members of a department by number: without a part in the sample's story. */
export const memberOf = (code: string, number: number): string => {
  const drawn = samplePeople().filter((one) => one.departmentCode === code && one.key.includes(':member:'))
  const found = drawn[number]
  if (!found) throw new Error(`${code} has no member ${number}`)
  return found.key
}

const words = {
  title: '生产一线示范岗',
  goal: '全年差错率不超过0.1%',
  content: '带头落实制度，每月检查2次，当班问题当班解决。',
  grounds: '近三年考核均为优秀，群众公认。',
  scope: '一楼至三楼办公区',
}

/** The way to a collected form, in order. */
const steps = ['recommend', 'consult', 'giveOpinion', 'fill', 'review', 'agree', 'collect'] as const
export type PostStep = (typeof steps)[number]

/** One 岗 or 区 and its steps, each by whoever it is up to; after each it is written down what everybody could do next. */
export function postWalk(recorder: Recorder, line: Line, key: string, kind: 'POST' | 'AREA' = 'POST') {
  const postAreaId = ownId(key)
  const { lead, head, judge, secretary } = line
  const onlookers = [...new Set([lead, head, judge, secretary, 'office', 'hqCommittee', memberOf(line.code, 0)])]
  const target = async () => {
    const { revision } = await recorder.read(secretary, 'postArea.read', { postAreaId })
    return { postAreaId, revision }
  }
  const show = async (): Promise<void> => {
    for (const onlooker of onlookers) {
      const { status, body } = await (await recorder.as(onlooker)).call('postArea.read', { postAreaId })
      const { state, stateName, allowed, reviewDue, returnReason } = body
      const seen = status === 200 ? JSON.stringify({ state, stateName, allowed, reviewDue, returnReason }) : status
      recorder.note(`sees ${key} ${onlooker} ${seen}`)
    }
  }
  const shown = async (step: Promise<unknown>): Promise<void> => {
    await step
    await show()
  }
  const recommend = async (nominee: string, members: string[] = []) =>
    recorder.act(lead, 'postArea.recommend', {
      ...(await target()),
      nomineeId: someone(nominee),
      memberIds: members.map(someone),
      day: recorder.today,
      place: '三楼会议室',
      dueCount: 9,
      presentCount: 8,
      votesFor: 8,
      voteWay: 'HANDS',
    })
  const moves: Record<PostStep, (nominee: string) => Promise<unknown>> = {
    recommend: (nominee) => recommend(nominee, kind === 'AREA' ? [memberOf(line.code, 2)] : []),
    consult: async () => recorder.act(lead, 'postArea.consult', await target()),
    giveOpinion: async () => recorder.act(judge, 'postArea.giveOpinion', { ...(await target()), opinion: '同意' }),
    fill: async () => recorder.act(lead, 'postArea.fill', { ...(await target()), ...words }),
    review: async () => recorder.act(head, 'postArea.review', { ...(await target()), decision: 'review' }),
    agree: async () => recorder.act(judge, 'postArea.decide', { ...(await target()), decision: 'agree' }),
    collect: () =>
      recorder.act(secretary, 'postArea.collect', { branchId: branchId(line.branch), postAreaIds: [postAreaId] }),
  }
  type Reasoned = 'changeNominee' | 'returnByBranch' | 'suspend' | 'resume' | 'void'
  return {
    postAreaId,
    start: (replaces?: string) =>
      shown(
        recorder.act(secretary, 'postArea.start', {
          postAreaId,
          departmentId: departmentId(line.code),
          kind,
          ...(replaces ? { replacesId: ownId(replaces) } : {}),
        }),
      ),
    /** These steps of the way, one after the other. */
    walk: async (from: PostStep, to: PostStep, nominee = memberOf(line.code, 1)) => {
      for (const step of steps.slice(steps.indexOf(from), steps.indexOf(to) + 1)) await shown(moves[step](nominee))
    },
    withReason: async (by: string, event: Reasoned, reason: string) =>
      shown(recorder.act(by, `postArea.${event}`, { ...(await target()), reason })),
    judge: async (name: 'postArea.review' | 'postArea.decide', decision: string, comment: string) =>
      shown(
        recorder.act(name === 'postArea.review' ? head : judge, name, {
          ...(await target()),
          decision,
          comment,
        } as Input<typeof name>),
      ),
    press: (who: 'head' | 'judge', title: string, values: Record<string, string>) =>
      shown(recorder.press(line[who], title, values)),
    hang: async (by: string, pictureId: string) =>
      shown(
        recorder.act(by, 'postArea.hangPlate', {
          ...(await target()),
          day: recorder.today,
          place: '一楼大厅',
          pictureId,
        }),
      ),
    remove: async (by: string, reason: string) =>
      shown(recorder.act(by, 'postArea.remove', { ...(await target()), day: recorder.today, reason })),
    confirmHalfYear: async () =>
      shown(recorder.act(secretary, 'postArea.confirmHalfYear', { ...(await target()), comment: '带头解决问题3个' })),
    refused: async (by: string, event: Reasoned, reason: string) =>
      recorder.refused(by, `postArea.${event}`, { ...(await target()), reason }),
    show,
  }
}
export type PostWalk = ReturnType<typeof postWalk>

/** Excuses a department from a kind: asked by its 书记, decided by 党办. */
export async function exemption(
  recorder: Recorder,
  {
    secretary,
    code,
    kind,
    decisions,
  }: { secretary: string; code: string; kind: 'POST' | 'AREA'; decisions: ('GRANTED' | 'REFUSED')[] },
): Promise<void> {
  for (const [round, decision] of decisions.entries()) {
    const asked = { exemptionId: ownId(`exemption:${code}:${kind}:${round}`), departmentId: departmentId(code), kind }
    await recorder.act(secretary, 'exemption.ask', { ...asked, reason: `本部门长期外派，第${round + 1}次申请` })
    const { exemptions } = await recorder.read('office', 'exemption.list', {})
    const found = exemptions.find((one) => one.departmentId === asked.departmentId && one.kind === kind)
    const { exemptionId = '', revision = 0 } = found ?? {}
    const reason = decision === 'REFUSED' ? '请至少设一个责任区' : undefined
    await recorder.act('office', 'exemption.decide', {
      exemptionId,
      decision,
      revision,
      ...(reason ? { reason } : {}),
    })
  }
}
