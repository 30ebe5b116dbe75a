import { type VoidCause, voidCauseList, voidCauses } from '../../../server/domain/evaluation/voiding'

export type { VoidCause } from '../../../server/domain/evaluation/voiding'

export const voidTexts = {
  open: '这一轮办不下去了？请求作废重投',
  what: '作废以后，已投的评价不拆开，全部销毁；按同一名单、换新锁重新投票。名单上的每个人都会收到卡片，知道为什么作废。',
  cause: '为什么作废（会告诉每个投票的人）',
  causes: voidCauseList.map((value: VoidCause) => ({ value, label: voidCauses[value] })),
  choose: '请选一项。',
  askHint: '写给机关党办看的，不发给投票的人。',
  ask: '请求作废重投',
  asked: '已请求作废重投',
  voided: '这一轮已作废',
  why: (cause: string, reason: string) => `${cause}：${reason}`,
  waits: '等机关党办决定，在这之前什么都先不办。',
  again: '重新投票的一轮在“评价”列表里。',
  decideTitle: '是否作废重投',
  decisions: [
    { value: 'yes', label: '同意作废，重新投票' },
    { value: 'no', label: '不同意，接着办' },
  ],
  decideHint: '原因记入这一轮的办理过程。',
  decideReasons: ['已核实，监票码和备份都找不到了', '已核实，投票打不开，同意重投', '可以接着办，不需要作废'],
  decide: '记下这个决定',
} as const
