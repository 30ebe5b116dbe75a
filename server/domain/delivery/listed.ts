/** How a message reads in the list of 党办 and the administrator. */
export const messageStates = {
  queued: '排队',
  waiting: '等待',
  sent: '已发出',
  answered: '已办结',
  cancelled: '不用再发',
  expired: '过期未发',
  failed: '发不出去',
  unknown: '不能确定',
} as const

export type MessageState = keyof typeof messageStates

/** Those somebody may have to do something about; the others are as they should be. */
export const troubledStates: readonly MessageState[] = ['waiting', 'unknown', 'failed', 'expired']

/** Who has voted is nobody's business: of these cards the end is not told. */
const secretKinds: readonly string[] = ['ballot']

interface Message {
  kind: string
  state: string
  doneState: string
  waitsOn: string | null
  failReason: string | null
}

const ended: Readonly<Record<string, MessageState>> = {
  CANCELLED: 'cancelled',
  EXPIRED: 'expired',
  FAILED: 'failed',
  UNKNOWN: 'unknown',
}

export function messageState({ kind, state, doneState, waitsOn, failReason }: Message): MessageState {
  if (state === 'SENT') return doneState === 'NONE' || secretKinds.includes(kind) ? 'sent' : 'answered'
  return ended[state] ?? (waitsOn === null && failReason === null ? 'queued' : 'waiting')
}

/** The same as conditions on the rows of `message`, so that the database chooses; by the index of the state. */
export const conditionOf: Readonly<Record<MessageState, string>> = {
  queued: "message.state in ('PENDING', 'LEASED') and message.waitsOn is null and message.failReason is null",
  waiting: "message.state in ('PENDING', 'LEASED') and (message.waitsOn is not null or message.failReason is not null)",
  sent: "message.state = 'SENT' and (message.doneState = 'NONE' or message.kind in ('ballot'))",
  answered: "message.state = 'SENT' and message.doneState <> 'NONE' and message.kind not in ('ballot')",
  cancelled: "message.state = 'CANCELLED'",
  expired: "message.state = 'EXPIRED'",
  failed: "message.state = 'FAILED'",
  unknown: "message.state = 'UNKNOWN'",
}

/** What a card is about, in general: what it says is its receiver's. */
const kindNames: Readonly<Record<string, string>> = {
  reminder: '每日提醒',
  nudge: '催交',
  answer: '回复消息',
  ballot: '投票通知',
  roundOpened: '评价通知',
  scrutineerNamed: '监票通知',
  lockDue: '监票码通知',
  locksStand: '评价办理',
  listFixed: '票箱清单',
  roundCounted: '计票校验码',
  roundVoided: '评价作废',
  tallyDue: '计票通知',
  opinions: '监督意见提示',
  pledgeReturned: '承诺书退回',
  packageWaiting: '支部报送',
  packageDecided: '支部报送',
  postArea: '示范岗和责任区',
  filing: '备案和登记',
  accountChange: '换绑账号',
  emergencyCare: '关怀任务',
  deliveryTrouble: '发送故障',
}

export const kindName = (kind: string): string =>
  kindNames[kind] ?? (kind.startsWith('sign') ? '工作牌' : kind.startsWith('re') ? '评价办理' : '办理通知')
