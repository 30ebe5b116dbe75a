import type { Issue, IssueCode } from './issue'
import { type LostCharacter, lostSentence } from './lost'
import { numberedPledges } from './pledgeNames'

const fieldNames: Readonly<Record<string, string>> = {
  dutyText: '工作职责',
  ...numberedPledges,
  total: '三条承诺合计',
  fulfilment: '践诺内容',
  opinion: '意见',
  photo: '照片',
}

const nameOf = (issue: Issue): string => fieldNames[issue.field] ?? '内容'

const tooLong = (issue: Issue): string => {
  const { actual = 0, limit = 0 } = issue
  return `${nameOf(issue)}共${actual}字，超出${actual - limit}字（不超过${limit}字）`
}

const onlyPunctuation = (issue: Issue): string => `${nameOf(issue)}只有标点符号，请写出具体内容`

const forbiddenCharacter = (issue: Issue): string =>
  `${nameOf(issue)}含有${issue.actual ?? 1}种无法印刷的表情或图标，请删除后重新输入`

const lost =
  (kind: LostCharacter['kind']) =>
  (issue: Issue): string =>
    lostSentence(nameOf(issue), { at: issue.actual ?? 1, kind })

const sentences: Readonly<Record<IssueCode, (issue: Issue) => string>> = {
  'duty.empty': () => '请填写工作职责',
  'duty.tooLong': tooLong,
  'duty.onlyPunctuation': onlyPunctuation,
  'duty.phoneNumber': () => '工作职责将公开挂牌，请不要写电话号码',
  'duty.forbiddenCharacter': forbiddenCharacter,
  'pledge.missing': (issue) => `请填写${nameOf(issue)}，三条承诺缺一不可`,
  'pledge.onlyPunctuation': onlyPunctuation,
  'pledge.repeated': (issue) => `${nameOf(issue)}与前面的承诺相同，请分别填写`,
  'pledge.totalTooLong': tooLong,
  'pledge.itemTooLong': tooLong,
  'pledge.forbiddenCharacter': forbiddenCharacter,
  'pledge.noNumberOrTime': (issue) => `建议在${nameOf(issue)}中写明数量或完成时限，例如“每季度”“2次”`,
  'pledge.onlySlogans': (issue) => `${nameOf(issue)}像是口号，建议写明具体做什么、做到什么程度`,
  'pledge.pastDay': (issue) => `${nameOf(issue)}里的时间今年已经过去，如果指明年请写“明年”`,
  'note.empty': (issue) => `请填写${nameOf(issue)}`,
  'note.tooShort': (issue) => `${nameOf(issue)}至少写${issue.limit ?? 1}个字`,
  'note.tooLong': tooLong,
  'note.onlyPunctuation': onlyPunctuation,
  'note.personalNumber': (issue) => `${nameOf(issue)}里有像电话号码或身份证号的数字，请删掉后再提交`,
  'text.broken': lost('broken'),
  'text.privateUse': lost('privateUse'),
  'text.numberLikeId': () => '文中有像手机号或身份证号的数字，请确认是否需要写出',
  'text.diseaseWord': () => '文中提到病情，属于个人隐私，请确认是否需要写出',
  'photo.landscape': () => '照片是横向的，请上传竖版登记照片',
  'photo.tooNarrow': ({ actual = 0, limit = 0 }) => `照片宽${actual}像素，至少需要${limit}像素，请换一张更清晰的照片`,
  'photo.wrongAspect': () => '照片比例不是2寸，请按35×49毫米或35×53毫米裁剪',
  'photo.notRed': () => '照片背景看起来不是红色，请确认是否为红底登记照片',
}

/** The finding as a Chinese sentence with its numbers, the same on phone and server, without a full stop at the end. */
export const issueSentence = (issue: Issue): string => sentences[issue.code](issue)
