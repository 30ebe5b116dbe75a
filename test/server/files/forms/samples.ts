import sharp from 'sharp'
import { table2Cells, table2Columns, table2Title } from '../../../../server/domain/organisation/table2'
import type {
  AreaFormData,
  DeskPlateData,
  FormDataByName,
  FormHead,
  FormName,
  NominationFormData,
  OpinionCells,
  PledgeSheetData,
  PosterData,
  PosterMember,
  SignedOpinion,
  ThreePledges,
} from '../../../../server/files/forms/formData'

/** A drawn 登记照: no living person. */
export const portrait = (width: number, height: number): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#d01020"/><circle cx="${width / 2}" cy="${height * 0.4}" r="${width * 0.23}" fill="#e8c8a8"/><path d="M0 ${height} C 0 ${height * 0.6},${width} ${height * 0.6},${width} ${height}" fill="#334"/></svg>`,
    ),
  )
    .jpeg({ quality: 90 })
    .toBuffer()

const letters = (pattern: string, count: number): string =>
  [...pattern.repeat(Math.ceil(count / [...pattern].length))].slice(0, count).join('')

const hostile = '#panic("x") *b* _i_ $x$ [a] @b \\ <w:t>&amp; {{x}} \'s\' -- // /* #{1+1} <lab> =1+1'
const longName = letters('阿卜杜热合曼·买买提依明江·', 20)
const longDepartment = letters('综合管理与生产经营协调保障部第一联合办公室', 60)
const goal = '围绕全年生产任务，带头完成设备点检和工艺改进，把一次合格率提高到99.5%，主动帮带两名青年职工。'

const ordinaryHead: FormHead = {
  basis: '江岳机委发【2026】9号《关于开展党员联系群众、群众评价党员工作的通知》',
  branch: '生技支部',
  period: '2026年',
  version: '第2版',
  generatedAt: '2026年9月20日 14:30',
  recordUrl: 'https://lianxinqiao.example.com/r/nomination/0190b7c2-77aa-7b31-9f0e-2f9d1c3a5e77',
}
const longHead: FormHead = {
  ...ordinaryHead,
  basis: `江岳机委发【2026】9号《${letters('关于开展党员联系群众、群众评价党员工作', 60)}》、江岳委发【2026】55号《${letters('党建工作方案', 40)}》`,
  branch: letters('生产技术与质量管理联合党支部委员会', 40),
  period: '2026年9月1日至2027年8月31日',
}
const emptyHead: FormHead = {
  basis: null,
  branch: '',
  period: null,
  version: null,
  generatedAt: null,
  recordUrl: null,
}

const signed = (opinion: string, signer: string, day: string): SignedOpinion => ({ opinion, signer, day })
const opinions: OpinionCells = {
  groupLead: signed('经集体推荐，同意上报。', '周牧野', '2026-09-10'),
  consultation: signed('无意见。', '沈云舟', '2026-09-11'),
  headReview: { ...signed('内容结合生产实际，审核通过。', '周牧野', '2026-09-12'), note: '同一人' },
  leaderDecision: signed('同意。', '沈云舟', '2026-09-14'),
  branch: signed('同意设置，材料齐全。', '许青禾', '2026-09-16'),
  office: { opinion: null, signer: '', day: null },
}
const noOpinions: OpinionCells = {
  groupLead: null,
  consultation: null,
  headReview: null,
  leaderDecision: null,
  branch: null,
  office: null,
}
const longOpinion = { ...signed(letters('该同志业务过硬，同意推荐。', 60), longName, '2026-09-30'), note: '同一人' }
const longOpinions: OpinionCells = {
  groupLead: longOpinion,
  consultation: longOpinion,
  headReview: longOpinion,
  leaderDecision: { ...longOpinion, title: '机关党委意见' },
  branch: longOpinion,
  office: longOpinion,
}
const meeting = { day: '2026-09-08', place: '三楼会议室', due: 62, present: 58, agreed: 57 }

const pledgesOf = (count: number): ThreePledges => ({
  studySkill: letters('每周自学党的创新理论和业务知识不少于两小时，年内取得一项技能证书。', count),
  duty: letters('严格工艺纪律，九月底前完成三项改进，一次合格率不低于百分之九十九。', count),
  integrity: letters('严守廉洁纪律，不收受礼品礼金，自觉接受群众监督，按时报告个人事项。', count),
})
const noPledges: ThreePledges = { studySkill: null, duty: '', integrity: null }
const ordinaryDuty = '负责一号线工艺改进，保证质量达标，带好青年职工。'

const nomination: NominationFormData = {
  head: ordinaryHead,
  department: '生产管理部',
  postTitle: '一号生产线工艺改进岗',
  name: '林知夏',
  gender: '女',
  birthMonth: '1985年3月',
  joinedParty: '2008-07-01',
  position: '工艺主管',
  isCadre: false,
  isKeyPost: true,
  partyPosition: '党小组组长',
  demoContent: letters(goal, 130),
  reason: letters('政治坚定，业务过硬，连续三年完成任务，群众评价好。', 110),
  meeting,
  opinions,
}
const emptyNomination: NominationFormData = {
  head: emptyHead,
  department: null,
  postTitle: '',
  name: null,
  gender: null,
  birthMonth: null,
  joinedParty: null,
  position: '',
  isCadre: false,
  isKeyPost: false,
  partyPosition: null,
  demoContent: null,
  reason: '',
  meeting: null,
  opinions: noOpinions,
}

const area: AreaFormData = {
  head: ordinaryHead,
  department: '生产管理部',
  areaName: '提取车间安全责任区',
  scope: '提取车间一、二号生产线的设备、工艺和现场管理',
  accountable: '林知夏',
  members: ['林知夏', '江予安', '沈云舟'],
  coveredPeople: 62,
  goal: '全年无责任事故，产量完成计划的102%，能耗下降3%。',
  duties: [
    { topic: '生产任务', content: '按月分解产量，落后工序当周补上。' },
    { topic: '安全质量', content: '每周一次现场检查，隐患三天内整改。' },
    { topic: '思想引导', content: '每月与职工谈心不少于4人次。' },
    { topic: '联系群众', content: '收集意见，七个工作日内答复。' },
    { topic: '困难帮扶', content: null },
  ],
  checks: '支部每季度检查一次，结果在公开栏公布。',
  term: '2026年9月至2027年8月',
  meeting,
  opinions,
}
const emptyArea: AreaFormData = {
  head: emptyHead,
  department: null,
  areaName: null,
  scope: null,
  accountable: null,
  members: [],
  coveredPeople: null,
  goal: '',
  duties: [],
  checks: null,
  term: null,
  meeting: { day: null, place: null, due: null, present: null, agreed: null },
  opinions: noOpinions,
}
const topics = ['生产任务', '安全质量', '思想引导', '联系群众', '困难帮扶']
const longArea: AreaFormData = {
  ...area,
  head: longHead,
  department: longDepartment,
  accountable: longName,
  members: [longName, longName.replace('阿', '木'), longName.replace('阿', '吐')],
  scope: letters(goal, 100),
  goal: letters(goal, 300),
  duties: topics.map((topic) => ({ topic, content: letters(topic + goal, 60) })),
}
/** More than a page can hold. */
const hugeArea: AreaFormData = {
  ...longArea,
  duties: topics.map((topic) => ({ topic, content: letters(topic + goal, 300) })),
  opinions: longOpinions,
}

const pledge = (photo: Buffer): PledgeSheetData => ({
  head: ordinaryHead,
  photo,
  name: '林知夏',
  department: '生产管理部',
  position: '工艺主管',
  partyPosition: '党小组组长',
  politicalStatus: '中共党员',
  dutyText: ordinaryDuty,
  pledges: pledgesOf(33),
  supervision: '支部电话：000-1234；也可以扫右边的码提意见。',
  supervisionUrl: 'https://lianxinqiao.example.com/s/77aa7b31',
  signer: '林知夏',
  signedOn: '2026-09-18',
  checker: '许青禾',
  checkedOn: '2026-09-19',
})
const emptyPledge: PledgeSheetData = {
  head: emptyHead,
  photo: null,
  name: null,
  department: null,
  position: '',
  partyPosition: null,
  politicalStatus: null,
  dutyText: null,
  pledges: noPledges,
  supervision: null,
  supervisionUrl: null,
  signer: null,
  signedOn: null,
  checker: null,
  checkedOn: null,
}

const plate = (photo: Buffer): DeskPlateData => ({
  head: ordinaryHead,
  photo,
  name: '林知夏',
  department: '生产管理部',
  position: '工艺主管',
  dutyText: ordinaryDuty,
  pledges: pledgesOf(33),
})

const names = [
  '林知夏',
  '江予安',
  '沈云舟',
  '周牧野',
  '许青禾',
  '顾长风',
  '陆星野',
  '苏清晏',
  '叶知秋',
  '程晚晴',
  '温如玉',
]
const posterMembers = (photo: Buffer, count: number, pledges: ThreePledges): PosterMember[] =>
  Array.from({ length: count }, (_, index) => ({
    photo: index % 4 === 3 ? null : photo,
    name: names[index % names.length] ?? '',
    position: '工艺主管',
    dutyText: ordinaryDuty,
    pledges,
  }))
const poster = (photo: Buffer): PosterData => ({
  head: ordinaryHead,
  paper: 'A3',
  title: '党员“三亮”公开栏',
  department: '生产管理部',
  modelPosts: [
    { title: '一号生产线工艺改进岗', member: '林知夏', content: letters(goal, 48) },
    { title: '设备保障岗', member: '江予安', content: '设备完好率保持在98%以上，抢修不过夜。' },
  ],
  areas: [
    { name: '提取车间安全责任区', accountable: '林知夏', members: ['林知夏', '江予安'], goal: '全年无责任事故。' },
  ],
  members: posterMembers(photo, 11, pledgesOf(33)),
  wallUrl: 'https://lianxinqiao.example.com/wall/d06',
})

export interface Sample<Name extends FormName = FormName> {
  form: Name
  data: FormDataByName[Name]
  pages: number
}
const sample = <Name extends FormName>(form: Name, data: FormDataByName[Name], pages = 1): Sample<Name> => ({
  form,
  data,
  pages,
})

const long = { head: longHead, department: longDepartment, name: longName }
const [rareName, rareText] = ['𠮷㛃', `${hostile} 𠮷㛃`]
type NamedSample = readonly [string, Sample]

const nominationSamples = (): NamedSample[] => [
  ['推荐表，一般', sample('nomination', nomination)],
  [
    '推荐表，最长',
    sample('nomination', {
      ...nomination,
      ...long,
      demoContent: letters(goal, 300),
      reason: letters(`群众公认，${goal}`, 300),
      opinions: longOpinions,
    }),
  ],
  ['推荐表，最空', sample('nomination', emptyNomination)],
  [
    '推荐表，生僻字',
    sample('nomination', { ...nomination, name: rareName, demoContent: rareText, reason: letters('abcdefghij', 300) }),
  ],
]

const areaSamples = (): NamedSample[] => [
  ['确定表，一般', sample('area', area)],
  ['确定表，最长', sample('area', longArea)],
  ['确定表，最空', sample('area', emptyArea)],
  ['确定表，生僻字', sample('area', { ...area, accountable: rareName, members: [rareName], goal: rareText })],
  ['确定表，装不下一页', sample('area', hugeArea, 3)],
]

function pledgeSamples(photo: Buffer, tall: Buffer): NamedSample[] {
  const sheet = pledge(photo)
  const longest = {
    ...sheet,
    ...long,
    photo: tall,
    dutyText: letters(ordinaryDuty, 60),
    pledges: pledgesOf(300),
    signer: longName,
    checker: longName,
  }
  return [
    ['承诺书，一般', sample('pledge', sheet)],
    ['承诺书，最长', sample('pledge', longest)],
    ['承诺书，最空', sample('pledge', emptyPledge)],
    ['承诺书，生僻字', sample('pledge', { ...sheet, name: rareName, dutyText: rareText })],
  ]
}

function plateSamples(photo: Buffer, tall: Buffer): NamedSample[] {
  const desk = plate(photo)
  const door = {
    head: ordinaryHead,
    paper: 'A5',
    url: 'https://lianxinqiao.example.com/wall/d06',
    caption: null,
  } as const
  const longUrl = `https://lianxinqiao.example.com/wall/${letters('x', 200)}`
  return [
    ['台牌，一般', sample('deskPlate', desk)],
    ['台牌，最长', sample('deskPlate', { ...desk, ...long, photo: tall, pledges: pledgesOf(300) })],
    ['台牌，最空', sample('deskPlate', emptyPledge)],
    ['台牌，生僻字', sample('deskPlate', { ...desk, name: rareName, dutyText: rareText })],
    ['扫码牌，一般', sample('qrPlate', { ...door, department: '生产管理部' })],
    [
      '扫码牌，最长',
      sample('qrPlate', { head: longHead, department: longDepartment, paper: 'A4', url: longUrl, caption: null }),
    ],
    ['扫码牌，最空', sample('qrPlate', { ...door, head: emptyHead, department: null, url: null })],
    ['扫码牌，生僻字', sample('qrPlate', { ...door, department: rareText })],
  ]
}

function posterSamples(photo: Buffer, tall: Buffer): NamedSample[] {
  const wall = poster(photo)
  const nobody = { photo: null, name: rareName, position: null, dutyText: null, pledges: noPledges }
  const longest = posterMembers(tall, 11, pledgesOf(100)).map((member) => ({ ...member, name: longName }))
  const empty = {
    head: emptyHead,
    paper: 'A3',
    title: null,
    department: null,
    modelPosts: [],
    areas: [],
    members: [],
    wallUrl: null,
  } as const
  return [
    ['海报，一般', sample('poster', wall)],
    ['海报，25人', sample('poster', { ...wall, members: posterMembers(photo, 25, pledgesOf(33)) }, 2)],
    ['海报，A4', sample('poster', { ...wall, paper: 'A4' }, 2)],
    ['海报，最长', sample('poster', { ...wall, head: longHead, department: longDepartment, members: longest })],
    ['海报，最空', sample('poster', empty)],
    ['海报，生僻字', sample('poster', { ...wall, department: rareText, members: [nobody] })],
  ]
}

function rosterSamples(): NamedSample[] {
  const lineOf = (name: string, place: string) => ({
    memberName: name,
    memberTitle: '工艺主管',
    leadingCadre: false,
    cadreMember: true,
    contactName: name,
    departmentName: place,
    positionTitle: '操作工',
    category: 'PRODUCTION_LINE' as const,
    aidKind: 'MANY_TO_ONE' as const,
    fromDay: '2026-03-02',
    visits: 2,
  })
  const of = (head: FormHead, name: string, place: string, count: number, watermark: string | null = null) => ({
    head,
    title: table2Title,
    watermark,
    columns: table2Columns('INTERNAL'),
    rows: table2Cells(
      'INTERNAL',
      Array.from({ length: count }, () => lineOf(name, place)),
    ),
    notes: ['内部资料，由支部保存。'],
  })
  const mark = '内部资料 林知夏 2026年9月20日 14:30'
  return [
    ['名册，一般', sample('contactRoster', of(ordinaryHead, '林知夏', '生产管理部', 12, mark))],
    ['名册，最长', sample('contactRoster', of(longHead, longName, longDepartment, 12, mark), 4)],
    ['名册，最空', sample('contactRoster', of(emptyHead, '', '', 0))],
    ['名册，生僻字', sample('contactRoster', of(ordinaryHead, rareName, hostile, 1, hostile))],
  ]
}

/** Each form as it usually is, with the longest and the fewest texts, and with rare and hostile letters. */
export async function allSamples(): Promise<Map<string, Sample>> {
  const [photo, tall] = [await portrait(413, 579), await portrait(413, 626)]
  return new Map([
    ...rosterSamples(),
    ...nominationSamples(),
    ...areaSamples(),
    ...pledgeSamples(photo, tall),
    ...plateSamples(photo, tall),
    ...posterSamples(photo, tall),
  ])
}
