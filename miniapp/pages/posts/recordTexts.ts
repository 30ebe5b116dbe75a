import type { Kind } from './postSteps'

export const recordTexts = {
  plainTitle: '岗区',
  facts: '表格内容',
  nominee: { POST: '推荐人选', AREA: '负责人' } satisfies Record<Kind, string>,
  members: '责任党员',
  meeting: '集体推荐',
  meetingLine: (day: string, place: string, way: 'BALLOT' | 'HANDS') =>
    `${day}，${place}，${way === 'BALLOT' ? '投票' : '举手'}`,
  counts: (due: number, present: number, votes: number) => `应到${due}人，实到${present}人，同意${votes}人`,
  meetingPicture: '会议照片',
  plate: '挂牌',
  plateLine: (day: string, place: string) => `${day}，${place}`,
  platePicture: '挂牌照片',
  removed: '摘牌',
  coveredPeople: (count: number) => `${count}人`,
  download: '下载表格',
  docx: 'Word版',
  pdf: 'PDF版',
  replace: { POST: '重新推荐示范岗', AREA: '重新确定责任区' } satisfies Record<Kind, string>,
} as const

export const committee = '机关党委'
