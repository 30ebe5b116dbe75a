import { numberedPledges } from '../../../server/domain/wording/pledgeNames'

export const pledgeTexts = {
  photoOf: (name: string) => `${name}的登记照片`,
  noPhoto: '没有照片',
  photoHidden: '本人不同意公开照片',
  notPublic: '本人不同意上墙公开',
  duty: '工作职责',
  study: numberedPledges.study,
  dutyPledge: numberedPledges.duty,
  integrity: numberedPledges.integrity,
  returnedBefore: (reason: string) => `退回原因：${reason}`,
  return: '退回修改',
  returnTitle: (name: string) => `退回${name}的承诺书`,
  returnHint: '原因会发给本人，改好后重新提交。',
  returned: (name: string) => `已退回给${name}`,
  reasons: [
    '照片不是红底登记照片，请重新上传',
    '工作职责写得太笼统，请写具体',
    '承诺没有写数量或完成时限',
    '文字有错漏，请检查后再交',
  ],
} as const
