// 作废重投 (rules §4.6.9). Pure.

/** Why a round is declared void, as everybody on its list is told: one of these sentences. */
export const voidCauses = {
  CODES_LOST: '监票码丢失，投票打不开',
  KEYS_LOST: '系统的钥匙丢失或损坏，投票打不开',
  ALTERED: '发现有人改动过数据库里的投票',
  LEAKED: '监票码被泄露，投票可能不再保密',
  LIST_WRONG: '名单定错，影响评价结果',
} as const

export type VoidCause = keyof typeof voidCauses
export const voidCauseList = Object.keys(voidCauses) as [VoidCause, ...VoidCause[]]
