export interface Candidate {
  cadreMember: boolean
  keyPost: boolean
  positionRank: number
}

const first = ({ cadreMember, keyPost }: Candidate): number => Number(cadreMember || keyPost)

/**
 * R16 「党员干部及重点岗位人员要积极主动带头」: they stand first in the list, then by 行政职务; nobody is nominated by the
 * computer. Equal ones keep their order.
 */
export const candidatesInOrder = <One extends Candidate>(members: readonly One[]): One[] =>
  [...members].sort((one, other) => first(other) - first(one) || other.positionRank - one.positionRank)
