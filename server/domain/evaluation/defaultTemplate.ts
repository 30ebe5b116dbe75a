// rules §4.2: the default until 55号文's scheme arrives (U10). The five member items mirror the three pledges and the 两联;
// the masses carry the largest single weight because the notice is 「群众评价党员」.
import type { Band } from '../scoring/suggestGrade'
import type { EvaluationTemplate, SubjectScheme } from './template'

const member: SubjectScheme = {
  items: [
    {
      title: '政治学习及业务技能',
      points: 15,
      hints: [
        '对应承诺一：政治学习及业务技能的目标是否达到',
        '按时参加“三会一课”、主题党日等学习',
        '钻研本职业务，带动同事共同提高',
      ],
    },
    {
      title: '履职尽责与工作实绩',
      points: 25,
      hints: ['对应亮职责和承诺二：职责写明的事是否做到', '按期按质完成生产经营任务', '遇到急难任务主动承担'],
    },
    {
      title: '联系服务群众',
      points: 25,
      hints: ['定期走访联系对象，了解实际困难', '及时代办、反馈困难问题和意见建议', '对困难职工的帮扶落到实处'],
    },
    {
      title: '先锋模范与承诺兑现',
      points: 20,
      hints: ['上班期间亮明党员身份', '在党员示范岗、党员责任区中发挥带头作用', '公开承诺逐条兑现'],
    },
    {
      title: '廉洁自律与遵章守纪',
      points: 15,
      hints: ['对应承诺三：廉洁自律要求是否做到', '遵守党的纪律和公司规章制度', '作风正派，公道处事'],
    },
  ],
  weights: { SELF: 10, PEER: 30, MASSES: 40, ORG: 20 },
  bands: [
    { grade: 'EXCELLENT', from: 9000 },
    { grade: 'QUALIFIED', from: 7000 },
    { grade: 'BASICALLY_QUALIFIED', from: 6000 },
    { grade: 'UNQUALIFIED', from: 0 },
  ],
  floorGrade: 'BASICALLY_QUALIFIED',
  vetoGrade: 'BASICALLY_QUALIFIED',
}

const branchBands: readonly Band[] = [
  { grade: 'GOOD', from: 9000 },
  { grade: 'FAIR', from: 8000 },
  { grade: 'AVERAGE', from: 6000 },
  { grade: 'POOR', from: 0 },
]

const secretary: SubjectScheme = {
  items: [
    {
      title: '履行第一责任人职责',
      points: 25,
      hints: ['亲自部署、推动“三亮两联三评一公开”', '按期完成各项任务，督促检查到位', '重要问题亲自协调解决'],
    },
    {
      title: '抓组织生活和党员教育管理',
      points: 20,
      hints: ['“三会一课”、主题党日按时开展、有实效', '关心党员思想和工作，严格教育管理', '及时纠正党员不良苗头'],
    },
    {
      title: '牵头联系服务群众、意见建议办理',
      points: 25,
      hints: ['带头走访联系群众', '群众意见建议有人办、有反馈', '困难职工帮扶有安排、有落实'],
    },
    {
      title: '推动党建与生产经营融合',
      points: 15,
      hints: ['示范岗、责任区结合生产经营任务', '带领党员在重点工作中攻坚'],
    },
    {
      title: '民主公开与廉洁自律',
      points: 15,
      hints: ['支部事务民主讨论、按时公开', '带头遵守廉洁纪律，自觉接受监督'],
    },
  ],
  weights: { PEER: 30, MASSES: 30, SUPERIOR: 40 },
  bands: branchBands,
  floorGrade: 'AVERAGE',
  vetoGrade: 'AVERAGE',
}

const organisation: SubjectScheme = {
  items: [
    {
      title: '战斗堡垒作用与重点任务',
      points: 20,
      hints: ['支部班子团结，有凝聚力', '在重点任务中组织有力、成效明显'],
    },
    {
      title: '“三亮”落实',
      points: 20,
      hints: ['示范岗、责任区设置到位并挂牌公开', '党员职责和承诺全部公开', '承诺兑现有检查'],
    },
    {
      title: '“两联”落实',
      points: 25,
      hints: ['联系群众名册完整、及时更新', '走访、帮扶经常开展、有记录', '“三联系”活动按要求落实'],
    },
    {
      title: '意见建议办理质效',
      points: 20,
      hints: ['意见建议及时受理、按期办结', '办理结果向群众反馈，群众满意'],
    },
    {
      title: '评价公开与台账纪实',
      points: 15,
      hints: ['评价结果在公开栏和党员大会上公布', '日常纪实和工作台账完整、真实'],
    },
  ],
  weights: { PEER: 30, MASSES: 30, SUPERIOR: 40 },
  bands: branchBands,
  floorGrade: 'AVERAGE',
  vetoGrade: 'AVERAGE',
}

/** The evaluation template in force unless 党办 loads another version; every number may be changed there (rules §4.2–4.6). */
export const defaultTemplate: EvaluationTemplate = {
  version: 'DEFAULT-2026.1',
  inputMode: 'GRADE',
  subjects: { MEMBER: member, SECRETARY: secretary, ORG: organisation },
  coefficients: { A: 100, B: 85, C: 70, D: 50 },
  minAnsweredPoints: 60,
  minRaters: { SELF: 1, PEER: 3, MASSES: 3, ORG: 1, SUPERIOR: 1 },
  quorum: { numerator: 1, denominator: 2 },
  trim: { enabled: false, minBallots: 7 },
  massesFloor: 6000,
  excellentShare: { numerator: 1, denominator: 3 },
  roster: {
    peerWholeBranchUpTo: 20,
    peerMinimum: 5,
    massesMinimum: 5,
    massesDrawTo: 10,
    massesWholeBranchUpTo: 60,
    massesDrawPercent: 30,
    massesDrawMinimum: 10,
    burdenLimit: 15,
  },
  anonymity: { internalMean: 3, openMean: 5, departmentTurnout: 5, publicTotal: true, publicMeans: false },
}
